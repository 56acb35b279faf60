import { expect, test } from 'vitest';
import { aNode } from '../../verdict/testing/builders.js';
import { PLATFORM } from '../../verdict/testing/platform.js';
import { layOut } from './layout.js';

test('each service lies above what it needs, beside its neighbours and inside the picture', () => {
  const { places, lines, width, height } = layOut(PLATFORM);
  const all = [...places.values()];

  expect(lines).toHaveLength(8);
  for (const { from, to, points } of lines) {
    expect(places.get(from)?.y).toBeLessThan(places.get(to)?.y ?? 0);
    expect(points.length).toBeGreaterThan(1);
  }
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
