import { expect, test } from 'vitest';
import { aNode } from '../../verdict/testing/builders.js';
import { PLATFORM } from '../../verdict/testing/platform.js';
import { layOut } from './layout.js';

test('each service lies above what it needs, beside its neighbours and inside the picture', () => {
  const { places, lines, width, height } = layOut(PLATFORM);
  const all = [...places.values()];

  expect(lines).toHaveLength(8);
  for (const { from, to } of lines) expect(places.get(from)?.y).toBeLessThan(places.get(to)?.y ?? 0);
  for (const one of all) {
    expect(one.x - one.width / 2).toBeGreaterThanOrEqual(0);
    expect(one.x + one.width / 2).toBeLessThanOrEqual(width);
    expect(one.y + one.height / 2).toBeLessThanOrEqual(height);
    for (const other of all.filter((each) => each !== one && each.y === one.y))
      expect(Math.abs(one.x - other.x)).toBeGreaterThanOrEqual((one.width + other.width) / 2);
  }
});

test('services that need each other, themselves or nobody known are drawn all the same', () => {
  const { places, lines } = layOut([
    aNode('a', { dependsOn: ['b', 'a', 'gone'] }),
    aNode('b', { dependsOn: ['a'] }),
    aNode('__proto__'),
  ]);

  expect([...places.keys()]).toEqual(['a', 'b', '__proto__']);
  expect(lines.map(({ from, to }) => [from, to])).toEqual([
    ['a', 'b'],
    ['b', 'a'],
  ]);
});

test('forty services are laid out in a moment', () => {
  const nodes = Array.from({ length: 40 }, (_, place) =>
    aNode(`service-${place}`, { dependsOn: [place * 2 + 1, place * 2 + 2, place + 7].map((to) => `service-${to}`) }),
  );
  const started = performance.now();

  expect(layOut(nodes).places.size).toBe(40);
  expect(performance.now() - started).toBeLessThan(1_000);
});

test('a line begins and ends at its services, and passes no other', () => {
  const deep = Array.from({ length: 12 }, (_, place) =>
    aNode(`s${place}`, { dependsOn: [place + 1, place + 3, place + 5, place - 4].map((to) => `s${to}`) }),
  );
  for (const nodes of [PLATFORM, deep]) {
    const { places, lines } = layOut(nodes);
    for (const { from, to, gaps } of lines) {
      const ends = [
        [gaps[0]?.leaves, places.get(from)],
        [gaps.at(-1)?.enters, places.get(to)],
      ] as const;
      for (const [point, place] of ends) {
        expect(Math.abs((point?.y ?? 0) - (place?.y ?? 0))).toBeCloseTo((place?.height ?? 0) / 2);
        expect(Math.abs((point?.x ?? 0) - (place?.x ?? 0))).toBeLessThan((place?.width ?? 0) / 2);
      }
      // It stays in the gaps, but for where it runs straight through a row.
      for (const [place, { enters }] of gaps.slice(0, -1).entries()) {
        expect(gaps[place + 1]?.leaves.x).toBe(enters.x);
        const [top, bottom] = [enters.y, gaps[place + 1]?.leaves.y ?? 0].toSorted((a, b) => a - b);
        for (const { x, y, width } of places.values()) {
          if (y > (top ?? 0) && y < (bottom ?? 0)) expect(Math.abs(x - enters.x)).toBeGreaterThan(width / 2);
        }
      }
    }
  }
});

test('lines that meet at a service do not cross there', () => {
  const { lines } = layOut([
    aNode('front', { dependsOn: ['a', 'b', 'c'] }),
    ...['c', 'a', 'b'].map((name) => aNode(name, { dependsOn: ['store'] })),
    aNode('store'),
  ]);
  const inOrder = (end: 'leaves' | 'enters', other: 'leaves' | 'enters', own: typeof lines) =>
    own
      .flatMap(({ gaps }) => gaps)
      .toSorted((a, b) => a[other].x - b[other].x)
      .map((gap) => gap[end].x);

  for (const xs of [
    inOrder(
      'leaves',
      'enters',
      lines.filter(({ from }) => from === 'front'),
    ),
    inOrder(
      'enters',
      'leaves',
      lines.filter(({ to }) => to === 'store'),
    ),
  ])
    expect(xs).toEqual(xs.toSorted((a, b) => a - b));
});
