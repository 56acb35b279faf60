import { afterEach, expect, test } from 'vitest';
import { TestServers } from '../clients/testing/http-server.js';
import { judgeResponseTime, observeResponseTime, type TimeLimits } from './response-time.js';
import { noAnswer } from './testing/facts.js';

const servers = new TestServers();
afterEach(() => servers.end());

const url = new URL('http://shop.example/');
const times = (...parts: ReadonlyArray<readonly [number, number]>): number[] =>
  parts.flatMap(([count, ms]) => Array.from({ length: count }, () => ms));

const judged = (measured: readonly number[], limits: TimeLimits): string[] =>
  judgeResponseTime({ route: `GET ${url.href}`, times: measured, unanswered: null }, 'shop', limits).map(
    ({ severity, expected, actual }) => `${severity}: ${expected}, seen ${actual}`,
  );

const OVER = '95 of 100 answers within 100 ms, seen within 150 ms';

test.each<[string, number[], TimeLimits, string[]]>([
  ['no budget', times([5, 9_000]), {}, []],
  ['no sample', [], { p95: 100 }, []],
  ['within the budget', times([20, 100]), { p95: 100 }, []],
  ['one slow of twenty', times([19, 50], [1, 150]), { p95: 100 }, []],
  ['over the budget', times([5, 150]), { p95: 100 }, [`warn: ${OVER} (5 samples)`]],
  [
    'over an enforced budget, by too few',
    times([39, 150]),
    { p95: 100, enforce: true },
    [`warn: ${OVER} (39 samples)`],
  ],
  ['over an enforced budget, twice', times([40, 150]), { p95: 100, enforce: true }, [`fail: ${OVER} (40 samples)`]],
  [
    'over an enforced budget, once',
    times([20, 50], [20, 150]),
    { p95: 100, enforce: true },
    [`warn: ${OVER} (40 samples)`],
  ],
  [
    'over the budget of the slowest',
    times([99, 50], [2, 400]),
    { p95: 100, p99: 300 },
    ['warn: 99 of 100 answers within 300 ms, seen within 400 ms (101 samples)'],
  ],
])('%s is judged', (_, measured, limits, findings) => {
  expect(judged(measured, limits)).toEqual(findings);
});

test('that nobody answers is a failure, whatever the budget', () => {
  const facts = { route: `GET ${url.href}`, times: [], unanswered: noAnswer('SMOKE_REFUSED') };

  expect(judgeResponseTime(facts, 'shop', {})).toMatchObject([{ severity: 'fail', code: 'http.no-answer' }]);
});

test('the first answer, which warms the route up, is not measured', async () => {
  let asked = 0;
  const http = await servers.serve(() => {
    asked++;
    return {};
  });

  const { times: measured } = await observeResponseTime(http, http.addressOf('/'), 3);

  expect({ asked, measured: measured.length }).toEqual({ asked: 4, measured: 3 });
});
