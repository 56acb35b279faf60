import { describe, expect, test } from 'vitest';
import { judgeHealth } from './judge-health.js';
import { judgeMetrics } from './metrics.js';
import { httpFacts } from './testing/facts.js';

/** Milliseconds that nothing of what is read here takes, unless it takes a time that grows faster than its length. */
const ENOUGH = 5_000;
const MANY = 100_000;
const LONG = 1 << 20;

const inTime = <T>(judge: () => T): T => {
  const started = performance.now();
  const judged = judge();
  expect(performance.now() - started).toBeLessThan(ENOUGH);
  return judged;
};

const partsOf = (word: string): string =>
  JSON.stringify(Object.fromEntries(Array.from({ length: MANY }, (_, place) => [`part${place}`, word])));

describe('a health body is judged in little time', () => {
  test.each([
    ['of more full stops than a word has', `${'.'.repeat(LONG)}x`, 'health.not-a-report'],
    ['whose word is as long as a book', `{"status":"${'.'.repeat(LONG)}x"}`, 'health.unknown-word'],
    ['of more spaces than words', `${' '.repeat(LONG)}x${' '.repeat(LONG)}x`, 'health.not-a-report'],
    ['of more parts than anybody has', partsOf('down'), 'health.unhealthy'],
    ['that nests deeply', `{"checks":`.repeat(LONG / 10), 'health.not-a-report'],
  ])('%s', (_, text, code) => {
    const [finding] = inTime(() => judgeHealth(httpFacts({ text }), 'api'));

    expect(finding?.code).toBe(code);
    expect(JSON.stringify(finding).length).toBeLessThan(5_000);
  });
});

describe('a page of metrics is judged in little time', () => {
  test.each([
    ['with labels of nothing', `up{${' '.repeat(LONG)}x`],
    ['with a gap before its end', `up{job="a"${' '.repeat(LONG)}x`],
    ['with a number without end', `up ${'1'.repeat(LONG)}x`],
    ['with labels without end', `up{${'a="b",'.repeat(LONG / 8)}x`],
    ['with gaps between its values', `up 1${' '.repeat(LONG)}x`],
    ['of a name without end', 'a'.repeat(LONG)],
    ['of quotes', `{${'"\\"'.repeat(LONG / 4)}`],
  ])('%s', (_, text) => {
    expect(inTime(() => judgeMetrics(httpFacts({ text }), 'api'))).toMatchObject([{ code: 'metrics.malformed' }]);
  });
});
