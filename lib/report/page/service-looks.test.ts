import { expect, test } from 'vitest';
import { aCheck, aFinding, aLook, aNode } from '../../verdict/testing/builders.js';
import { looks, outcomes, PLATFORM } from '../../verdict/testing/platform.js';
import { assemble } from '../assemble.js';
import { aSample, RUNS, someRecords } from '../testing/runs.js';
import { looksOf } from './service-looks.js';

const looksIn = (results: Parameters<typeof looksOf>[1]) =>
  Object.fromEntries(looksOf(PLATFORM, results).map(({ node, look }) => [node.name, look]));

test('a root, what it takes with it, and what is well', () => {
  expect(looksIn(RUNS.red())).toMatchObject({
    postgres: 'root',
    login: 'affected',
    files: 'affected',
    front: 'affected',
    feed: 'healthy',
  });
});

test('a root that nobody could see is suspected, and what was not looked at is not well', () => {
  const observations = looks(['login', 'files', 'front'], ['postgres', 'mail']);

  expect(looksIn(assemble(someRecords({ observations })))).toMatchObject({
    postgres: 'suspected',
    login: 'affected',
    mail: 'unseen',
  });
});

test('a service that is well and fails checks does not look well', () => {
  const results = assemble(someRecords({ checks: outcomes(['news arrive']) }));

  expect(looksIn(results)).toMatchObject({ feed: 'broken', front: 'healthy' });
});

test.each([
  ['says so', { observations: [...looks([]), aLook('redis', { state: 'degraded' })] }],
  ['is slow', { checks: [aCheck('fact', { warnings: [aFinding('redis', { severity: 'warn', cause: 'slow' })] })] }],
  [
    'is over its budget',
    {
      samples: Array.from({ length: 21 }, () => aSample('GET /', 900, { service: 'redis' })),
      preparation: { ...someRecords().preparation, budgets: { redis: 100 } },
    },
  ],
])('a service is degraded that %s', (_name, stated) => {
  expect(looksIn(assemble(someRecords(stated)))).toMatchObject({ redis: 'degraded', postgres: 'healthy' });
});

test('a few answers over the budget do not make a service look degraded', () => {
  const results = assemble(
    someRecords({
      samples: [aSample('GET /', 900, { service: 'redis' })],
      preparation: { ...someRecords().preparation, budgets: { redis: 100 } },
    }),
  );

  expect(looksIn(results)).toMatchObject({ redis: 'healthy' });
});

test('another warning does not make a service look degraded', () => {
  const warnings = [aFinding('redis', { severity: 'warn', cause: 'misconfigured' })];

  expect(looksIn(assemble(someRecords({ checks: [aCheck('fact', { warnings })] })))).toMatchObject({
    redis: 'healthy',
  });
});

test.each([
  [
    'its most asked route',
    { samples: [aSample('GET /a', 5), ...Array.from({ length: 3 }, () => aSample('GET /b', 30))] },
    30,
  ],
  ['its quickest look', { observations: [120, 7].map((ms) => aLook('login', { ms })) }, 7],
  ['nothing but its first look', { observations: [aLook('login', { ms: 120 })] }, undefined],
  ['nothing but failures', { observations: [1, 1].map((ms) => aLook('login', { ms, state: 'failing' })) }, undefined],
])('how quick a service is is told by %s', (_name, stated, ms) => {
  const [login] = looksOf([aNode('login')], assemble(someRecords({ samples: [], ...stated })));

  expect(login?.ms).toBe(ms);
});
