import { describe, expect, test } from 'vitest';
import { judgeCalls, judgePageTimes, type PageCall, printCalls } from './page-calls.js';
import { httpFacts, noAnswer } from './testing/facts.js';

const call = (status: number, method = 'GET'): PageCall => ({
  method,
  answer: httpFacts({ url: new URL('http://shop.example/v1/items?page=1'), status }),
});
const findings = (calls: readonly PageCall[], harmless?: readonly RegExp[]) =>
  judgeCalls(calls, () => 'items', harmless).map(({ code, expected, actual }) => `${code}: ${expected}, ${actual}`);

describe('what a page asks for', () => {
  test.each([200, 201, 204, 304])('is given when it is answered %i', (status) => {
    expect(findings([call(status)])).toEqual([]);
  });

  test.each([302, 401, 404, 500])('is not given when it is answered %i', (status) => {
    expect(findings([call(200), call(status, 'POST')])).toEqual([
      `page.call-failed: POST /v1/items answers 2xx to the page, ${status}`,
    ]);
  });

  test('is not given when nothing answers', () => {
    expect(findings([{ method: 'GET', answer: noAnswer('SMOKE_RESET') }])).toEqual([
      expect.stringContaining('http.no-answer'),
    ]);
  });

  test('may be refused where the target knows of it', () => {
    expect(findings([call(401)], [/answered 401: GET .*\/v1\/items/g])).toEqual([]);
    expect(findings([call(500)], [/answered 401: GET .*\/v1\/items/g])).toHaveLength(1);
  });

  test('is listed in a line each', () => {
    expect(printCalls([call(200), call(201, 'POST')])).toBe(
      '200 GET /v1/items?page=1 10 ms\n201 POST /v1/items?page=1 10 ms',
    );
  });
});

const codes = (firstByte: number, largestPaint: number | undefined, budget = {}) =>
  judgePageTimes({ url: 'http://shop.example/', firstByte, largestPaint }, 'web', budget).map(
    ({ severity, code, actual }) => `${severity} ${code} ${actual}`,
  );

describe('how long a page takes', () => {
  test('is judged by what is called good', () => {
    expect(codes(800, 2_500)).toEqual([]);
    expect(codes(801, 2_501)).toEqual(['warn page.first-byte after 801 ms', 'warn page.largest-paint after 2501 ms']);
  });

  test('is judged by what the target says, and not where the browser tells nothing', () => {
    expect(codes(90, undefined, { firstByte: 100, largestPaint: 1 })).toEqual([]);
    expect(codes(101, undefined, { firstByte: 100 })).toEqual(['warn page.first-byte after 101 ms']);
  });
});
