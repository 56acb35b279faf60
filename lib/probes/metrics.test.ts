import { Counter, Histogram, Registry } from 'prom-client';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeMetrics, readMetrics } from './metrics.js';
import { httpFacts } from './testing/facts.js';

describe('a sample', () => {
  test.each([
    'up 1',
    'http_requests_total{method="post",code="200"} 1027 1395066363000',
    'http_requests_total {method="post"} 3',
    'up{} 1',
    'up{ job = "a" , instance="b", } 1',
    String.raw`msdos_file_access_time_seconds{path="C:\\DIR\\FILE.TXT",error="Cannot find file:\n\"FILE.TXT\""} 1.458255915e9`,
    'something_weird{problem="division by zero"} +Inf -3982045',
    'rpc_seconds{quantile="0.5"} NaN',
    'value -.5e-3',
    'namespace:job:rate5m 0.1',
    '{"http.server.duration",code="200"} 4',
    'latency_bucket{le="0.5"} 3 # {trace_id="abc"} 0.4',
    '  up 1\t',
  ])('is %s', (line) => {
    expect(readMetrics(line)).toEqual({ samples: 1, broken: null });
  });

  test.each([
    'up',
    'up one',
    'up{job=a} 1',
    'up{job="a} 1',
    'up{job="a"',
    'up{job="a" instance="b"} 1',
    '1up 1',
    'http-requests 1',
    'up 1 now',
    '<!doctype html>',
    '{"status":"ok"}',
    '# TYPE up counters',
  ])('is not %s', (line) => {
    expect(readMetrics(`good 1\n${line}\n`).broken).toEqual({ line: 2, text: line });
  });
});

test('what a usual client writes is read, whatever stands in its labels', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), async (label, value) => {
      const registry = new Registry();
      const counter = new Counter({
        name: 'asked_total',
        help: `Asked. ${label}`,
        labelNames: ['route'],
        registers: [registry],
      });
      new Histogram({ name: 'took', help: 'how long', registers: [registry] }).observe(value);
      counter.inc({ route: label });

      expect(readMetrics(await registry.metrics()).broken).toBeNull();
    }),
    { numRuns: 50 },
  );
});

test.each([
  [200, '# HELP up Whether it is.\n# TYPE up gauge\nup 1\n', []],
  [200, 'up 1\n# EOF\n', []],
  [200, '', ['metrics.empty contract-drift']],
  [200, '# HELP up Whether it is.\n', ['metrics.empty contract-drift']],
  [200, 'up one\n', ['metrics.malformed contract-drift']],
  [401, 'up 1\n', ['http.status unauthorised']],
  [500, '', ['http.status erroring']],
])('a metrics route is judged by %i and %j', (status, text, findings) => {
  const told = judgeMetrics(httpFacts({ status, text }), 'shop').map(({ code, cause }) => `${code} ${cause}`);

  expect(told).toEqual(findings);
});
