import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Results } from '../lib/report/results.js';
import { Platform, SERVICES } from './platform.js';
import { suite, type SuiteRun } from './suite.js';
import { serve, type Served, shop, TargetFolder } from './target-folder.js';

const smoke = ['playwright', 'test', '--project=smoke'];

/** `CASES=all` for each service; else one of each kind. */
const DOWN =
  process.env['CASES'] === 'all'
    ? SERVICES.flatMap((service) => [`${service}-stopped`, `${service}-paused`])
    : ['redis-stopped', 'notifier-paused'];

let scratch: string;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'firstlight-verdict-'));
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function resultsOf({ results, output }: SuiteRun): Results {
  if (results === undefined) throw new Error(`the run left no results:\n${output}`);
  return results;
}

function saved(name: string, results: Results): string {
  const file = join(scratch, `${name}.json`);
  writeFileSync(file, JSON.stringify(results));
  return file;
}

describe('on the reference platform', () => {
  let platform: Platform;

  beforeAll(async () => {
    platform = await Platform.start();
  });

  afterEach(() => platform.heal());

  afterAll(() => platform.stop());

  /** A run during which a fault is switched on, once something was printed. */
  async function runInto(fault: string, when: string): Promise<SuiteRun> {
    let switched: Promise<void> | undefined;
    const ran = await suite(smoke, platform.variables, ({ stdout }) =>
      stdout?.on('data', (chunk: Buffer) => {
        if (chunk.includes(when)) switched ??= platform.switchOn(fault);
      }),
    );
    await switched;
    return ran;
  }

  test.each(['postgres', 'gateway'])(
    '%s dies in the middle: one incident, and nothing else is red',
    async (service) => {
      const results = resultsOf(await runInto(`${service}-stopped`, 'a created item can be read'));

      expect(results.incidents.map(({ root }) => root)).toEqual([service]);
      expect(results.verdict?.decision).toBe('rollback');
      expect(results.checks.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id)).toEqual([]);
      const blocked = results.checks.filter(({ outcome }) => outcome === 'blocked');
      expect(new Set(blocked.map(({ blockedBy }) => blockedBy))).toEqual(new Set([service]));
      expect(blocked.length).toBeGreaterThan(5);
    },
  );

  test.each(DOWN)(
    'the runner and the command agree on %s, and the command does not begin the checks',
    async (fault) => {
      const service = fault.split('-')[0] ?? '';
      await platform.switchOn(fault);

      const [plain, command] = [
        await suite(smoke, platform.variables),
        await suite(['firstlight', 'run'], platform.variables),
      ];

      for (const ran of [plain, command]) {
        const { verdict, incidents, exit_code, tests } = resultsOf(ran);
        expect([ran.code, exit_code, verdict?.decision, incidents.map(({ root }) => root)]).toEqual([
          1,
          1,
          'rollback',
          [service],
        ]);
        expect(tests.total).toBe(resultsOf(plain).tests.total);
      }
      expect(command.output).toContain(`${service} is down: the checks are not begun`);
    },
  );

  test('a run is judged again without the platform, by any policy, in the same bytes', async () => {
    await platform.switchOn('item-filter-too-wide');
    const file = saved('red', resultsOf(await suite(smoke, platform.variables)));

    const decisions: unknown[] = [];
    for (const policy of ['default', 'percent-20', 'matrix']) {
      const [first, second] = [1, 2].map(() => ['firstlight', 'verdict', file, '--json', '--policy', policy]);
      const once = await suite(first ?? []);
      expect(once.output).toBe((await suite(second ?? [])).output);
      decisions.push([policy, once.code, JSON.parse(once.output).verdict.decision]);
    }
    expect(decisions).toEqual([
      ['default', 1, 'rollback'],
      ['percent-20', 1, 'rollback'],
      ['matrix', 0, 'promote'],
    ]);
  });

  test('shards are judged together, and never without each other', async () => {
    const shards: string[] = [];
    for (const shard of ['1/2', '2/2']) {
      const ran = await suite(['firstlight', 'run', '--shard', shard], platform.variables);
      expect(resultsOf(ran).verdict).toBeNull();
      shards.push(saved(`shard-${shards.length}`, resultsOf(ran)));
    }

    const together = await suite(['firstlight', 'verdict', ...shards, '--json']);
    const alone = await suite(['firstlight', 'verdict', ...shards.slice(1)]);

    expect(together.code).toBe(0);
    expect(JSON.parse(together.output)).toMatchObject({
      verdict: { decision: 'promote' },
      tests: { failed: 0, blocked: 0 },
    });
    expect([alone.code, alone.output]).toEqual([2, expect.stringContaining('1')]);

    // Together they are a run like any other, and leave what it leaves.
    const [folder, history] = [join(scratch, 'together'), join(scratch, 'history')];
    const left = await suite(['firstlight', 'verdict', ...shards, '--output', folder], { SMOKE_HISTORY_DIR: history });
    expect(left.code).toBe(0);
    expect(readdirSync(folder).toSorted()).toEqual([
      'ctrf.json',
      'index.html',
      'junit.xml',
      'metrics.prom',
      'results.json',
      'verdict.md',
    ]);
    const remembered = await suite(['firstlight', 'history', '--json'], { SMOKE_HISTORY_DIR: history });
    expect(JSON.parse(remembered.output)).toMatchObject([{ runs: [{ decision: 'promote' }] }]);
  });

  test.each([
    ['checks that the umbrella did not wait for', [...smoke, '--no-deps']],
    ['nothing that was found', [...smoke, '--grep=no such check']],
    ['a shard that is empty', ['firstlight', 'run', '--shard', '5000/5000']],
  ])('%s: no promotion', async (_, command) => {
    const { code, results } = await suite(command, platform.variables);

    expect(code).not.toBe(0);
    expect(results?.verdict?.decision).not.toBe('promote');
  });
});

describe('on somebody else’s platform', () => {
  let folder: TargetFolder;
  let served: Served;
  let cache = 'healthy';

  beforeAll(async () => {
    const api = `api: http({ health: '/health', critical: true, dependsOn: ['cache'] })`;
    folder = new TargetFolder(shop(`${api}, cache: http({ health: '/cache' })`));
    served = await serve((request, response) => {
      const known = request.url === '/health' || request.url === '/cache';
      const status = request.url === '/cache' ? cache : 'healthy';
      response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify({ status }));
    });
  });

  afterAll(() => {
    folder.remove();
    served.close();
  });

  test.each([
    ['degraded', 1],
    ['unhealthy', 0],
  ])('an optional service that is %s does not hold promotion back, and is told', async (state, warnings) => {
    cache = state;

    for (const command of [smoke, ['firstlight', 'run']]) {
      const { code, output, results } = await suite(command, {
        SMOKE_TARGET: folder.name,
        SMOKE_ORIGIN: served.origin,
      });

      expect([code, results?.verdict?.decision]).toEqual([0, 'promote']);
      expect(output).toContain('cache');
      expect(results?.tests.warnings).toBeGreaterThanOrEqual(warnings);
    }
  });
});
