import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { type Results, resultsSchema } from '../../lib/report/results.js';
import { Platform } from '../platform.js';
import { suite, type SuiteRun } from '../suite.js';
import { type Served, TargetFolder } from '../target-folder.js';
import { kafkaLine } from './lines/kafka.js';
import type { Line } from './lines/line.js';
import { postgresLine } from './lines/postgres.js';
import { rabbitmqLine } from './lines/rabbitmq.js';
import { redisStreamsLine } from './lines/redis-streams.js';
import { type Broker, startKafka, startRabbitmq } from './servers.js';
import { openShop } from './shop.js';
import { type DialectName, DIALECTS, shopOver } from './targets.js';

/** What the checks of a dialect are that does not promise everything. */
const NOT_PROMISED: Readonly<Record<DialectName, readonly string[]>> = {
  'redis streams': ['a copy of an event is kept for as long as stated'],
  rabbitmq: [
    'a copy of an event is kept for as long as stated',
    'what was published before anybody listened can be read',
  ],
  kafka: ['a copy of an event is kept for as long as stated'],
  postgres: [
    'a copy of an event is kept for as long as stated',
    'a group shares its events, so that each goes to one',
    'what was published before anybody listened can be read',
    'what was published while a connection was cut is not lost',
  ],
};

/** A shop over a broker, and how a run finds it. */
interface Standing {
  readonly broker: Broker;
  readonly line: Line;
  readonly shop: Served;
  readonly target: TargetFolder;
  readonly variables: Readonly<Record<string, string>>;
}

async function stand(name: DialectName, broker: Broker, line: Line): Promise<Standing> {
  const shop = await openShop(line);
  const target = new TargetFolder(shopOver(DIALECTS[name]));
  const variables = {
    SMOKE_TARGET: target.name,
    SMOKE_ORIGIN: shop.origin,
    SMOKE_BROKER_URL: broker.url,
    SMOKE_MEMBER_EMAIL: 'ann@shop.example',
    SMOKE_MEMBER_PASSWORD: 'only-for-this-test-4711',
  };
  return { broker, line, shop, target, variables };
}

async function fall({ broker, line, shop, target }: Standing): Promise<void> {
  shop.close();
  target.remove();
  await line.close();
  await broker.stop();
}

const ofEvents = (variables: Readonly<Record<string, string>>): Promise<SuiteRun> =>
  suite(['playwright', 'test', '--project=api', '--grep=api/events'], variables);

const titlesOf = ({ results }: SuiteRun, outcome: string): string[] =>
  (results?.checks ?? [])
    .filter((check) => check.area === 'events' && check.outcome === outcome)
    .map(({ id }) => id.split(' > ').at(-1) ?? '')
    .toSorted();

/** What a run left in its file, or printed. */
const resultsOf = ({ results, output }: SuiteRun): Results | undefined =>
  results ?? (output.includes('{') ? resultsSchema.parse(JSON.parse(output.slice(output.indexOf('{')))) : undefined);

let platform: Platform;

beforeAll(async () => {
  platform = await Platform.start();
});

afterAll(async () => {
  await platform.stop();
});

/** A broker of the embedded platform. */
async function ofPlatform(service: 'redis' | 'postgres', variable: string): Promise<Broker> {
  const { environmentFile } = await platform.ready();
  const url = new RegExp(`^${variable}=(.*)$`, 'm').exec(readFileSync(environmentFile, 'utf8'))?.[1] ?? '';
  return { url, stop: () => platform.stopService(service) };
}

const START: Readonly<Record<DialectName, () => Promise<Standing>>> = {
  'redis streams': async () => {
    const broker = await ofPlatform('redis', 'SMOKE_REDIS_URL');
    return stand('redis streams', broker, await redisStreamsLine(broker.url));
  },
  postgres: async () => {
    const broker = await ofPlatform('postgres', 'SMOKE_DATABASE_URL');
    return stand('postgres', broker, await postgresLine(broker.url));
  },
  rabbitmq: async () => {
    const broker = await startRabbitmq();
    return stand('rabbitmq', broker, await rabbitmqLine(broker.url));
  },
  kafka: async () => {
    const broker = await startKafka();
    return stand('kafka', broker, await kafkaLine(new URL(broker.url).host));
  },
};

describe.each(Object.keys(DIALECTS).map((name) => [name]))('events over %s', (dialect) => {
  const name = Object.keys(DIALECTS).find((each): each is DialectName => each === dialect) ?? 'postgres';
  let standing: Standing;

  beforeAll(async () => {
    standing = await START[name]();
  });

  afterAll(async () => {
    await fall(standing);
  });

  test('what it promises holds, and what it does not promise is not asked', async () => {
    const run = await ofEvents(standing.variables);

    expect(titlesOf(run, 'failed'), run.output).toEqual([]);
    expect(titlesOf(run, 'not-applicable')).toEqual(NOT_PROMISED[name]);
    expect(titlesOf(run, 'passed')).toHaveLength(14 - NOT_PROMISED[name].length);
    expect(run.results?.leftovers).toEqual([]);
    expect(run.code).toBe(0);
  });

  test('a flaw in the handling turns its check red, for the right reason', async () => {
    const { flaw, breakHandling } = standing.line;
    await breakHandling();

    const run = await suite(['playwright', 'test', '--project=api', '--grep=laid aside'], standing.variables);

    expect(titlesOf(run, 'failed'), flaw.title).toHaveLength(1);
    expect(run.results?.checks.find(({ outcome }) => outcome === 'failed')?.reason, flaw.title).toMatch(flaw.because);
  });

  test.each([
    ['playwright', ['playwright', 'test', '--project=preflight', '--project=health', '--project=api']],
    ['run', ['firstlight', 'run']],
    ['probe', ['firstlight', 'probe', '--json']],
  ])('stopped, it is one incident: %s', async (_name, command) => {
    await standing.broker.stop();

    const run = await suite(command, standing.variables);
    const { code, output } = run;
    const results = resultsOf(run);

    expect(
      results?.incidents.map(({ root, suspected }) => ({ root, suspected })),
      output,
    ).toEqual([{ root: 'broker', suspected: false }]);
    expect(results?.incidents[0]?.cause).toBe('not-started');
    expect(code).toBe(1);
  });
});

test('a broker of Kafka that the target does not name is not connected to', async () => {
  const broker = await startKafka();
  const byAnotherName = { ...broker, url: broker.url.replace('127.0.0.1', 'localhost') };
  const standing = await stand('kafka', byAnotherName, await kafkaLine(new URL(broker.url).host));
  try {
    const run = await suite(['firstlight', 'probe', '--json'], standing.variables);

    expect(JSON.stringify(resultsOf(run)?.incidents), run.output).toContain('SMOKE_FOREIGN_HOST');
    expect(run.code).toBe(1);
  } finally {
    await fall(standing);
  }
});
