import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layOut, shortened } from '../assets/scripts/assessments/ranking-layout.js';

function ranked(scores: readonly number[]) {
  return scores.map((score, index) => ({
    rank: index + 1,
    essayId: String(index),
    title: `Essay ${index + 1}`,
    score,
    wins: 0,
    comparisons: 1,
  }));
}

describe('layOut', () => {
  test('starts each bar at the average, to the right for what is stronger and to the left for what is weaker', () => {
    const { bars, ticks } = layOut(ranked([60, 50, 40]), 1_000);
    const average = ticks.find(({ isAverage }) => isAverage);
    const [first, second, third] = bars;
    expect(average?.value).toBe(50);
    expect(first).toMatchObject({ isBelow: false, x: average?.x });
    expect(second).toMatchObject({ isBelow: false, width: 0 });
    expect(third?.isBelow).toBe(true);
    expect((third?.x ?? 0) + (third?.width ?? 0)).toBeCloseTo(average?.x ?? 0);
  });

  test('makes equal distances equally long', () => {
    const { bars } = layOut(ranked([62.5, 50, 37.5]), 800);
    expect(bars[0]?.width).toBeCloseTo(bars[2]?.width ?? 0);
  });

  test('stays inside the picture and keeps the rows apart, whatever the scores and the width', () => {
    const scores = fc.array(fc.double({ min: -500, max: 500, noNaN: true }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(scores, fc.integer({ min: 280, max: 2_000 }), (values, width) => {
        const { bars, height } = layOut(ranked(values), width);
        for (const bar of bars) {
          expect(bar.x).toBeGreaterThanOrEqual(0);
          expect(bar.x + bar.width).toBeLessThanOrEqual(width);
          expect(bar.y).toBeLessThan(height);
        }
        const rows = bars.map(({ y }) => y);
        expect(rows).toEqual(rows.toSorted((a, b) => a - b));
      }),
    );
  });
});

describe('shortened', () => {
  test('leaves a text that fits as it is', () => {
    expect(shortened('Low water', 9, byLetters)).toBe('Low water');
  });

  test('ends a text that does not fit with an ellipsis, not after a blank', () => {
    expect(shortened('Low water', 6, byLetters)).toBe('Low w…');
    expect(shortened('Low water', 5, byLetters)).toBe('Low…');
  });
});

function byLetters(text: string): number {
  return text.length;
}
