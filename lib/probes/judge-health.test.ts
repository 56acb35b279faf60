import { describe, expect, test } from 'vitest';
import { printFinding } from './finding.js';
import { hearsayIn, judgeDatabaseHealth, judgeDatabaseSummary, judgeHealth, judgeReadiness } from './judge-health.js';
import { httpFacts, noAnswer } from './testing/facts.js';

type Row = readonly [string, number, string, readonly string[]];

const ROWS: readonly Row[] = [
  ['200 and nothing', 200, '', []],
  ['204', 204, '', []],
  ['200 and a word', 200, 'OK', []],
  ['200 and a healthy report', 200, '{"status":"UP"}', []],
  ['200 and JSON about something else', 200, '{"uptime":3}', []],
  ['200 and an unhealthy report', 200, '{"status":"unavailable"}', ['FAIL health.unhealthy unhealthy']],
  ['200 and a part that is down', 200, '{"status":"ok","cache":"down"}', ['WARN health.degraded unhealthy']],
  ['200 and a degraded report', 200, '{"status":"degraded"}', ['WARN health.degraded unhealthy']],
  ['200 and a page', 200, '<html>Back soon</html>', ['FAIL health.not-a-report contract-drift']],
  ['200 and a word that nobody knows', 200, 'nominal', ['FAIL health.unknown-word contract-drift']],
  ['503 and an unhealthy report', 503, '{"status":"down"}', ['FAIL health.unhealthy unhealthy']],
  ['503 and a healthy report', 503, '{"status":"ok"}', ['FAIL health.unhealthy unhealthy']],
  ['503 and a page', 503, '<html>Back soon</html>', ['FAIL health.unhealthy unhealthy']],
  ['500 and nothing', 500, '', ['FAIL health.unhealthy unhealthy']],
  ['401', 401, '{"error":"no token"}', ['FAIL http.status unauthorised']],
  ['404 with an error of the same form', 404, '{"status":"error"}', ['FAIL http.status contract-drift']],
  ['a redirect to a page', 302, '', ['FAIL http.status contract-drift']],
  ['429', 429, '', ['FAIL http.status misconfigured']],
];

const told = (findings: ReturnType<typeof judgeHealth>): string[] =>
  findings.map(({ severity, code, cause }) => `${severity.toUpperCase()} ${code} ${cause}`);

describe('health', () => {
  test.each(ROWS)('is judged by %s', (_, status, text, findings) => {
    expect(told(judgeHealth(httpFacts({ status, text }), 'shop'))).toEqual(findings);
  });

  test('is not known where nobody answers', () => {
    expect(told(judgeHealth(noAnswer('SMOKE_REFUSED'), 'shop'))).toEqual(['FAIL http.no-answer not-started']);
  });

  test('is told with the part that is down and where to look', () => {
    const text = '{"status":"unhealthy","checks":{"postgres":{"status":"down"},"redis":{"status":"up"}}}';

    expect(judgeHealth(httpFacts({ status: 503, text }), 'shop').map(printFinding)).toEqual([
      'FAIL health.unhealthy  shop  seen 503, unhealthy: postgres is down, expected a healthy report  -> `curl -i http://shop.example/healthz` names what fails',
    ]);
  });

  test('is judged by the words of the target', () => {
    expect(judgeHealth(httpFacts({ text: 'nominal' }), 'shop', { healthy: ['nominal'] })).toEqual([]);
  });

  test('tells what to state of a word that nobody knows', () => {
    const [finding] = judgeHealth(httpFacts({ text: '{"status":"nominal"}' }), 'shop');

    expect(finding?.hint).toContain("healthWords: { healthy: ['nominal'] }");
  });
});

test.each([
  ['200 and nothing', 200, '', []],
  ['200 and the contrary', 200, '{"status":"not_ready"}', ['FAIL health.unhealthy unhealthy']],
  ['200 and a page', 200, '<html></html>', ['FAIL health.not-a-report contract-drift']],
  ['503', 503, '{"status":"not_ready"}', ['FAIL http.status unhealthy']],
  ['500', 500, '', ['FAIL http.status erroring']],
])('readiness is judged by %s', (_, status, text, findings) => {
  expect(told(judgeReadiness(httpFacts({ status, text }), 'shop'))).toEqual(findings);
});

test.each([
  [200, '{"status":"connected"}', []],
  [200, '{"database":"disconnected"}', ['FAIL health.database unhealthy']],
  [503, '', ['FAIL health.database unhealthy']],
])('a database route is judged by %i and %s', (status, text, findings) => {
  expect(told(judgeDatabaseHealth(httpFacts({ status, text }), 'shop'))).toEqual(findings);
});

test.each([
  ['{"tables":{"items":0}}', []],
  ['{"status":"ok","version":"18.1"}', []],
  ['{"migrations":["0001"]}', []],
  ['', ['FAIL health.empty-summary data']],
  ['{}', ['FAIL health.empty-summary data']],
  ['{"status":"ok","tables":{}}', ['FAIL health.empty-summary data']],
  ['{"status":"down","tables":{"items":3}}', ['FAIL health.database unhealthy']],
])('a database summary is judged by %s', (text, findings) => {
  expect(told(judgeDatabaseSummary(httpFacts({ text }), 'shop'))).toEqual(findings);
});

test('a report tells what it calls ill and what it calls well, and nothing of what is merely degraded', () => {
  const text = '{"status":"unhealthy","checks":{"postgres":"down","redis":"up","queue":"degraded"}}';

  expect(hearsayIn(httpFacts({ status: 503, text }))).toEqual({ ill: ['postgres'], well: ['redis'] });
});
