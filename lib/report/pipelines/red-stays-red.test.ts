import { isValid, parse, validateStrict } from 'ctrf';
import { describe, expect, test } from 'vitest';
import { aCheck, aFailure } from '../../verdict/testing/builders.js';
import { assemble } from '../assemble.js';
import type { Results } from '../results.js';
import { RUNS, someRecords } from '../testing/runs.js';
import { printCtrf } from './ctrf.js';
import { printAnnotations } from './github.js';
import { printJunit } from './junit.js';
import { printMetrics } from './metrics.js';
import { printVerdict } from './verdict-markdown.js';

const critical = { critical: true } as const;
const only = (stated: Parameters<typeof aCheck>[1]): Results =>
  assemble(someRecords({ checks: [...RUNS.green().checks, aCheck('the check', { ...critical, ...stated })] }));

/** Runs that must not be promoted, each for one reason. */
const RED: Readonly<Record<string, Results>> = {
  'a failed check': assemble(someRecords({ checks: [...RUNS.green().checks, aFailure('the check', critical)] })),
  'a blocked check': only({ outcome: 'blocked', blockedBy: 'postgres', reason: 'postgres is down' }),
  'an unverified check': only({ outcome: 'unverified', unverified: 'could-not', reason: 'no answer' }),
  'a flaky check': only({ outcome: 'flaky', reason: 'once it timed out' }),
  'a service that is down': RUNS.red(),
  'nothing executed': assemble(someRecords({ checks: [] })),
  'a run that was stopped': RUNS.stopped(),
  'a wrong configuration': RUNS.misconfigured(),
};

/** Whether each adapter tells that the run may be promoted. */
const ADAPTERS: Readonly<Record<string, (results: Results) => boolean>> = {
  'verdict.md': (results) => printVerdict(results).startsWith('## ✅ promote'),
  'junit.xml': (results) => /^<testsuites .*failures="0" errors="0"/m.test(printJunit(results)),
  'ctrf.json': (results) => {
    const { summary, environment } = parse(printCtrf(results)).results;
    expect(environment?.healthy).toBe(summary.failed === 0);
    return summary.failed === 0;
  },
  'metrics.prom': (results) => {
    const lines = printMetrics(results).split('\n');
    const valueOf = (name: string) =>
      lines
        .find((line) => line.startsWith(`${name}{`))
        ?.split(' ')
        .at(-1);
    expect(valueOf('smoke_promote')).toBe(valueOf('smoke_exit_code') === '0' ? '1' : '0');
    return valueOf('smoke_promote') === '1';
  },
  annotations: (results) => !/^::error /m.test(printAnnotations(results)),
};

describe.each(Object.entries(ADAPTERS))('%s', (_, saysGreen) => {
  test.each(Object.entries(RED))('%s stays red', (__, results) => {
    expect(results.exit_code).not.toBe(0);
    expect(saysGreen(results)).toBe(false);
  });

  test.each([
    ['all well', RUNS.green()],
    ['merely degraded', RUNS.degraded()],
  ])('%s stays green', (__, results) => {
    expect(results.verdict?.decision).toBe('promote');
    expect(saysGreen(results)).toBe(true);
  });
});

test('the reference reader of CTRF takes all of them', () => {
  for (const results of [...Object.values(RED), RUNS.green(), RUNS.degraded(), RUNS.chosen()]) {
    const report = parse(printCtrf(results));
    expect(() => validateStrict(report)).not.toThrow();
    const { tests, summary } = report.results;
    expect(summary).toMatchObject({
      tests: tests.length,
      ...Object.fromEntries(
        (['passed', 'failed', 'skipped'] as const).map((status) => [
          status,
          tests.filter((each) => each.status === status).length,
        ]),
      ),
    });
  }
  expect(isValid({ ...parse(printCtrf(RUNS.green())), reportFormat: 'other' })).toBe(false);
});
