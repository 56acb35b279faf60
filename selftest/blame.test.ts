import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Results, resultsSchema } from '../lib/report/results.js';
import { Platform, SERVICES } from './platform.js';
import { suite } from './suite.js';
import { TargetFolder } from './target-folder.js';

const PAIRS = SERVICES.flatMap((one, place) => SERVICES.slice(place + 1).map((other) => [one, other] as const));

/** What looks in from outside knows of a fault at the most: the first service that the front can name. */
const SEEN_FROM_OUTSIDE: Readonly<Record<string, string>> = { storage: 'content' };

let platform: Platform;

beforeAll(async () => {
  platform = await Platform.start();
});

afterEach(() => platform.heal());

afterAll(() => platform.stop());

async function probe(variables: Readonly<Record<string, string>> = {}): Promise<Results> {
  const { output } = await suite(['firstlight', 'probe', '--json'], { ...platform.variables, ...variables });
  return resultsSchema.parse(JSON.parse(output.slice(output.indexOf('{'))));
}

const rootsOf = ({ incidents }: Results): string[] => incidents.map(({ root }) => root).toSorted();

describe('with direct addresses', () => {
  test('all is well', async () => {
    expect(await probe()).toMatchObject({ exit_code: 0, incidents: [] });
  });

  test.each(SERVICES.flatMap((name) => [`${name}-stopped`, `${name}-paused`]))('%s is one incident', async (fault) => {
    await platform.switchOn(fault);

    const results = await probe();

    expect(rootsOf(results)).toEqual([fault.split('-')[0]]);
    expect(results.exit_code).toBe(1);
    expect(results.checks.filter(({ outcome }) => outcome === 'blocked').map(({ blockedBy }) => blockedBy)).toEqual(
      results.checks.filter(({ outcome }) => outcome === 'blocked').map(() => fault.split('-')[0]),
    );
  });

  test.each(PAIRS)('%s and %s stopped are two incidents', async (one, other) => {
    await platform.switchOn(`${one}-stopped`);
    await platform.switchOn(`${other}-stopped`);

    expect(rootsOf(await probe())).toEqual([one, other].toSorted());
  });
});

describe('with the public origin alone', () => {
  let folder: TargetFolder;
  let variables: Record<string, string>;

  beforeAll(async () => {
    folder = new TargetFolder(
      `import { defineTarget } from '../../lib/target/define.js';
import { env } from '../../lib/target/env.js';
import { http, postgres, redis, s3 } from '../../lib/target/services.js';

const behind = { via: 'gateway', critical: true } as const;

export default defineTarget({
  name: 'outside',
  environment: 'staging',
  origin: env.url('SMOKE_ORIGIN'),
  services: {
    postgres: postgres({ critical: true }),
    redis: redis({ critical: true }),
    storage: s3({ critical: true }),
    identity: http({ ...behind, dependsOn: ['postgres', 'redis'] }),
    content: http({ ...behind, dependsOn: ['postgres', 'redis', 'storage'] }),
    assessment: http({ ...behind, dependsOn: ['postgres', 'redis', 'content'] }),
    notifier: http({ ...behind, dependsOn: ['redis', 'identity'] }),
    account: http({ ...behind, dependsOn: ['postgres', 'redis'] }),
    gateway: http({ health: '/healthz', critical: true, dependsOn: ['identity', 'content', 'assessment', 'notifier', 'account'] }),
  },
});
`,
    );
    variables = { SMOKE_TARGET: folder.name, SMOKE_ORIGIN: `http://127.0.0.1:${platform.port + 1}` };
  });

  afterAll(() => folder.remove());

  test('all is well, as far as may be seen', async () => {
    expect(await probe(variables)).toMatchObject({ exit_code: 0, incidents: [] });
  });

  test.each(SERVICES)('%s stopped is one incident, and suspected where nobody saw it', async (name) => {
    await platform.switchOn(`${name}-stopped`);

    const results = await probe(variables);

    expect(rootsOf(results)).toEqual([SEEN_FROM_OUTSIDE[name] ?? name]);
    expect(results.incidents[0]?.suspected).toBe(name !== 'gateway');
    expect(results.exit_code).toBe(1);
  });

  test.each(PAIRS)('%s and %s stopped are never promoted, and suspected where nobody saw them', async (one, other) => {
    await platform.switchOn(`${one}-stopped`);
    await platform.switchOn(`${other}-stopped`);

    const results = await probe(variables);

    expect(results.verdict?.decision).not.toBe('promote');
    expect(results.incidents.map(({ root, suspected }) => suspected || root === 'gateway')).not.toContain(false);
    expect(rootsOf(results)).not.toEqual([]);
  });
});
