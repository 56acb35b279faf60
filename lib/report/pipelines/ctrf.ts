import type { Results } from '../results.js';
import { type PipelineTest, testsIn } from './tests.js';

/** The version of the format, https://github.com/ctrf-io/ctrf. */
const VERSION = '0.0.0';

/** The results in the Common Test Report Format, with the same tests as JUnit's: the verdict is one of them. Pure. */
export function printCtrf(results: Results): string {
  const tests = testsIn(results).map(testOf);
  const count = (status: Status): number => tests.filter((test) => test.status === status).length;
  const [start, stop] = [Date.parse(results.started_at), Date.parse(results.completed_at)];
  const report = {
    reportFormat: 'CTRF',
    specVersion: VERSION,
    runId: results.run_id,
    timestamp: results.completed_at,
    generatedBy: 'firstlight',
    results: {
      tool: { name: 'firstlight' },
      summary: {
        tests: tests.length,
        passed: count('passed'),
        failed: count('failed'),
        skipped: count('skipped'),
        pending: 0,
        other: 0,
        start,
        stop,
        duration: stop - start,
      },
      tests,
      environment: environmentOf(results),
    },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

type Status = 'passed' | 'failed' | 'skipped';

function testOf({ name, area, seconds, failure, skipped, check }: PipelineTest) {
  const status: Status = failure !== undefined ? 'failed' : skipped !== undefined ? 'skipped' : 'passed';
  const message = failure?.message ?? skipped;
  return {
    name,
    status,
    duration: Math.round(seconds * 1_000),
    suite: [area],
    ...(message !== undefined && { message }),
    ...(failure !== undefined && { trace: failure.text }),
    ...(check !== undefined && {
      rawStatus: check.outcome,
      filePath: check.file,
      flaky: check.outcome === 'flaky',
      labels: { level: check.level, critical: check.critical },
    }),
  };
}

const environmentOf = ({ target, environment, build, verdict, exit_code }: Results) => ({
  appName: target,
  testEnvironment: environment,
  ...(build.seen !== null && { buildId: build.seen }),
  healthy: verdict?.decision === 'promote',
  extra: { verdict: verdict?.decision ?? null, exit_code },
});
