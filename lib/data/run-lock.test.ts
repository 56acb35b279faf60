import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Deployment, isDead, lockRun, type Lock, type Observer, readLock, SILENCE } from './run-lock.js';

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

const deployment = (name: string): Deployment => ({ name, origin: new URL('https://shop.example') });

test('a lock is replaced whole, and nothing else is left beside it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  lockRun(folder, 'run-1', deployment('first'));
  const reader = openSync(join(folder, 'run-1.lock'), 'r');
  onTestFinished(() => closeSync(reader));

  lockRun(folder, 'run-1', deployment('second'));

  expect(JSON.parse(readFileSync(reader, 'utf8'))).toMatchObject({ target: 'first' });
  expect(readLock(folder, 'run-1')).toMatchObject({ target: 'second', pid: process.pid });
  expect(readdirSync(folder)).toEqual(['run-1.lock']);
});
