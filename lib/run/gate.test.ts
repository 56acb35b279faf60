import { describe, expect, test } from 'vitest';
import { defineTarget } from '../target/define.js';
import { parseTarget } from '../target/parse.js';
import { http } from '../target/services.js';
import { aFinding, aLook } from '../verdict/testing/builders.js';
import { completeAbout } from './check-notes.js';
import { explained, needless, outOfTime, withhold } from './gate.js';

const origin = new URL('http://shop.example');
const parsed = parseTarget(
  defineTarget({
    name: 'shop',
    environment: 'test',
    origin,
    services: {
      front: http({ health: '/healthz', critical: true, dependsOn: ['cache', 'orders'] }),
      orders: http({ url: new URL('http://orders.example'), health: '/healthz', critical: true }),
      cache: http({ url: new URL('http://cache.example'), health: '/healthz' }),
    },
  }),
  {},
);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const target = parsed.target;

const about = completeAbout({ level: 3, area: 'services', services: ['front'], impact: 'nobody can shop' });

function heldBack(...failing: readonly string[]): string | undefined {
  const looks = Object.keys(target.services).map((service) =>
    aLook(service, { state: failing.includes(service) ? 'failing' : 'healthy' }),
  );
  const withheld = withhold(about, target, { held: [], why: '' }, looks);
  return withheld?.outcome === 'blocked' ? withheld.by : withheld?.outcome;
}

describe('a check that needs the front', () => {
  test.each([
    ['begins when all is well', [], undefined],
    ['begins when an optional service behind a healthy front fails', ['cache'], undefined],
    ['is held back by a critical service behind a healthy front: health can lie', ['orders'], 'orders'],
    ['is held back by an optional service that takes the front down', ['cache', 'front'], 'cache'],
    ['is held back by the front itself', ['front'], 'front'],
  ])('%s', (_, failing, by) => {
    expect(heldBack(...failing)).toBe(by);
  });
});

test.each([
  ['security.rateLimit', 'not-applicable'],
  ['security.cookies.forgery', 'not-applicable'],
  ['services.front', 'unverified'],
])('a check about %s, which takes a grant that nobody gave, is %s', (place, outcome) => {
  const withheld = withhold({ ...about, states: [place], grants: ['disruptive'] }, target, { held: [], why: '' }, []);

  expect(withheld?.outcome).toBe(outcome);
});

describe('a further look at the front', () => {
  const further = { service: 'front', further: true } as const;
  const silent = aFinding('front', { code: 'http.no-answer', cause: 'not-started' });
  const late = aFinding('cache', { code: 'redis.failed', cause: 'slow' });
  const broken = aFinding('front', { code: 'http.status', cause: 'erroring' });

  test.each([
    ['is needless when it gives no answer', { front: [silent] }, 'front'],
    ['is needless when it waits for something that does not answer', { front: [broken], cache: [late] }, 'cache'],
    ['is made when it answers, whatever it says', { front: [broken] }, undefined],
    [
      'is made when it fails at once for the sake of something else',
      { front: [broken], cache: [aFinding('cache')] },
      undefined,
    ],
    ['is made when it works while something hangs', { cache: [late] }, undefined],
    ['is made when nothing is known', {}, undefined],
  ])('%s', (_, findings, by) => {
    const looks = Object.entries(findings).map(([service, some]) =>
      aLook(service, { state: 'failing', findings: some }),
    );

    expect(needless(further, target, looks)?.by).toBe(by);
    expect(needless({ service: 'front' }, target, looks)?.by).toBeUndefined();
  });

  test('is explained when it failed before that was known', () => {
    const looks = [aLook('front', { state: 'failing', findings: [silent] })];

    expect(explained(further, target, looks)?.by).toBe('front');
    expect(explained({ service: 'front' }, target, looks)?.by).toBeUndefined();
  });
});

describe('a run that has taken all of its time', () => {
  const noon = '2030-01-01T12:00:00.000Z';
  const [before, after] = [new Date('2030-01-01T11:59:59.999Z'), new Date(noon)];

  test('begins no more checks, but looks at services all the same', () => {
    expect(outOfTime(about, noon, before)).toBeUndefined();
    expect(outOfTime(about, noon, after)).toMatchObject({ outcome: 'unverified', kind: 'could-not' });
    expect(outOfTime({ ...about, level: 2 }, noon, after)).toBeUndefined();
  });

  test('has no end while somebody watches', () => {
    expect(outOfTime(about, null, after)).toBeUndefined();
  });
});
