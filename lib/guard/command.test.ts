import { expect, test } from 'vitest';
import { judgeCommand } from './command.js';

const codeOf = (name: string, held: Parameters<typeof judgeCommand>[1]['held']): string =>
  judgeCommand(name, { held, why: 'the test does not grant it' })?.code ?? 'allowed';

test.each(['get', 'PING', 'xrange', 'subscribe'])('%s reads', (name) => {
  expect(codeOf(name, ['direct'])).toBe('allowed');
  expect(codeOf(name, ['writes'])).toBe('SMOKE_WITHOUT_DIRECT');
});

test.each([
  'set',
  'GETDEL',
  'getex',
  'eval',
  'evalsha',
  'fcall',
  'publish',
  'xreadgroup',
  'config',
  'flushall',
  'sort',
  'script',
])('%s may change something', (name) => {
  expect(codeOf(name, ['direct'])).toBe('SMOKE_WITHOUT_WRITES');
  expect(codeOf(name, ['direct', 'writes'])).toBe('allowed');
});
