import { describe, expect, test, vi } from 'vitest';
import { env } from '../target/env.js';
import type { Incident } from '../verdict/evidence.js';
import { aFailure, second } from '../verdict/testing/builders.js';
import { assemble } from './assemble.js';
import { gatherDetails, type Sources, withDetails } from './incident-details.js';
import { printPage } from './page/page.js';
import { evidenceIn, judgeAgain } from './replay.js';
import type { Results } from './results.js';
import { RUNS, someRecords } from './testing/runs.js';
import { printVerdict } from './pipelines/verdict-markdown.js';

/** A run with `postgres` at the root. */
const down = RUNS.red();

/** A run in which a check fails although its services are well. */
const broken = assemble(
  someRecords({
    checks: [
      aFailure('files have pages', { services: ['files', 'front'], correlation_id: 'r-7', started_at: second(3) }),
    ],
  }),
);

const gather = (sources: Partial<Sources>, { incidents, checks }: Results = down) =>
  gatherDetails(incidents, checks, { environment: {}, ...sources });

const traceUrl = (id: string): string => `https://traces.example/${id}`;

describe('the log', () => {
  test('of a root is asked for, and of the service that a broken check is about, with its requests', async () => {
    const asked: unknown[] = [];
    const logs: Sources['logs'] = (service, ids, { since }) => {
      asked.push([service, ids, since]);
      return ['a line'];
    };

    expect(await gather({ logs })).toMatchObject([{ kind: 'service', root: 'postgres', log_lines: ['a line'] }]);
    expect(await gather({ logs }, broken)).toMatchObject([{ kind: 'check', root: 'files have pages' }]);
    expect(asked).toEqual([
      ['postgres', [], undefined],
      ['files', ['r-7'], new Date(second(3))],
    ]);
  });

  test('may be where the environment says', async () => {
    const folder = env.optionalFile('SMOKE_LOG_FOLDER');
    const details = await gather({
      logs: (_service, _ids, { read }) => [read(folder) ?? 'nowhere'],
      environment: { SMOKE_LOG_FOLDER: '/var/log/shop' },
    });

    expect(details[0]?.log_lines).toEqual(['/var/log/shop']);
  });

  test('is cut to its last 20 lines of 300 characters, without colours and control characters', async () => {
    const lines = Array.from(
      { length: 1_000 },
      (_, place) => `\u001B[31mline ${place}\u001B[0m\u0007\n${'x'.repeat(999)}`,
    );
    const [details] = await gather({ logs: async () => lines });

    expect(details?.log_lines).toHaveLength(20);
    expect(details?.log_lines.slice(-2)).toEqual(['line 999', 'x'.repeat(300)]);
  });

  test.each<[string, Sources['logs']]>([
    [
      'throws',
      () => {
        throw new Error('no log');
      },
    ],
    ['is refused', () => Promise.reject(new Error('no access'))],
    ['answers nonsense', () => JSON.parse('[1, null]')],
    ['is not offered', undefined],
  ])('that %s is missing, and nothing else', async (_what, logs) => {
    const [details] = await gather(logs === undefined ? { traceUrl } : { logs, traceUrl }, broken);

    expect(details?.log_lines).toEqual([]);
    expect(details?.traces).toEqual([{ correlation_id: 'r-7', url: 'https://traces.example/r-7' }]);
  });

  test('is waited for two seconds, however many are slow', async () => {
    vi.useFakeTimers();
    try {
      let aborted = false;
      const details = gather({
        logs: (_service, _ids, { signal }) =>
          new Promise(() => signal.addEventListener('abort', () => (aborted = true))),
      });
      await vi.advanceTimersByTimeAsync(2_000);

      expect((await details)[0]?.log_lines).toEqual([]);
      expect(aborted).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  test('of dozens of incidents is asked for the weightiest only', async () => {
    const checks = Array.from({ length: 60 }, (_, place) =>
      aFailure(`fact ${place}`, { services: ['files'], route: `GET /${'x'.repeat(place)} -> 404` }),
    );

    expect(await gather({ logs: () => ['a line'] }, assemble(someRecords({ checks })))).toHaveLength(10);
  });
});

describe('a trace', () => {
  test.each<[string, Sources['traceUrl']]>([
    ['script', (id) => `javascript:alert('${id}')`],
    ['word', (id) => id],
    [
      'failure',
      () => {
        throw new Error('no traces');
      },
    ],
  ])('whose address is a %s is no trace', async (_what, wrong = () => '') => {
    expect((await gather({ traceUrl: wrong }, broken))[0]?.traces).toEqual([]);
  });
});

describe('in the reports', () => {
  const line = '</pre><script>alert(1)</script> ``` @everyone';
  const url = new URL('https://traces.example/r-7?q=<b>"').href;
  const details: Pick<Incident, 'log_lines' | 'traces'> = {
    log_lines: [line],
    traces: [{ correlation_id: 'r-7', url }],
  };
  const results = {
    ...broken,
    incidents: withDetails(broken.incidents, [{ kind: 'check', root: 'files have pages', ...details }]),
  };

  test('the page shows them as text and as links', () => {
    const page = printPage(results);

    expect(page).toContain('&lt;/pre&gt;&lt;script&gt;');
    expect(page).not.toContain('<script>alert');
    expect(page).toContain('<a href="https://traces.example/r-7?q=%3Cb%3E%22"');
  });

  test('verdict.md shows them behind a fence that they cannot close', () => {
    const text = printVerdict(results);

    expect(text).toContain(`\n\`\`\`\`text\n${line}\n\`\`\`\`\n`);
    expect(text).toContain('- trace: <https://traces.example/r-7?q=%3Cb%3E%22>');
  });

  test('however long the logs are, verdict.md fits a comment', () => {
    const long = { log_lines: Array.from({ length: 20 }, () => 'x'.repeat(300)), traces: details.traces };
    const incidents = Array.from({ length: 60 }, (_, place) => ({
      ...broken.incidents[0],
      ...long,
      root: `fact ${place}`,
    }));
    const many = { ...broken, incidents: incidents.filter((each): each is Incident => each.kind !== undefined) };

    expect(printVerdict(many).length).toBeLessThan(65_536);
  });

  test('they stay when the run is judged again', () => {
    expect(judgeAgain([results], evidenceIn(results)).incidents).toMatchObject([details]);
  });
});
