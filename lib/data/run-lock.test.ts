import { expect, test } from 'vitest';
import { isDead, type Lock, type Observer, SILENCE } from './run-lock.js';

const NOW = new Date('2030-01-01T12:00:00Z');
const lock: Lock = { pid: 100, host: 'here', target: 'shop', origin: 'https://shop.example', beat: NOW };
const observer: Observer = { host: 'here', pid: 200, now: NOW, isRunning: (pid) => pid === 100 };
const since = (ms: number): Date => new Date(NOW.getTime() - ms);

test.each<[string, Partial<Lock>, Partial<Observer>, boolean]>([
  ['whose process runs is alive', {}, {}, false],
  ['whose process runs is alive, however long it was silent', { beat: since(10 * SILENCE) }, {}, false],
  ['whose process has ended is dead', { pid: 101 }, {}, true],
  ['whose process had our own number is dead', {}, { pid: 100 }, true],
  ['of another machine that gave a sign of life is alive', { host: 'there', pid: 101 }, {}, false],
  ['of another machine that was long silent is dead', { host: 'there', beat: since(SILENCE + 1) }, {}, true],
])('a run %s', (_, held, observing, dead) => {
  expect(isDead({ ...lock, ...held }, { ...observer, ...observing })).toBe(dead);
});
