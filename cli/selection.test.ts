import { expect, test } from 'vitest';
import { type RunArguments, selectionOptions, variablesFor } from './selection.js';

/** Whether a check with these tags would run. */
const chosen = (asked: RunArguments, tags: string): boolean => {
  const grep = selectionOptions(asked).find((option) => option.startsWith('--grep='));
  return new RegExp(grep?.slice('--grep='.length) ?? '').test(`api x.spec.ts describe title ${tags}`);
};

test.each<[string, RunArguments, string, boolean]>([
  ['quick takes level 1', { quick: true }, '@level-1 @area-preflight', true],
  ['quick takes what is critical of level 3', { quick: true }, '@level-3 @area-storage @critical', true],
  ['quick leaves the rest of level 3', { quick: true }, '@level-3 @area-storage', false],
  ['quick leaves level 4', { quick: true }, '@level-4 @area-storage @critical', false],
  ['a level', { level: [2] }, '@level-2 @area-health', true],
  ['another level', { level: [2] }, '@level-3 @area-storage', false],
  ['a range', { level: [1, 2] }, '@level-1 @area-preflight', true],
  ['an area', { area: 'storage' }, '@level-3 @area-storage @critical', true],
  ['another area', { area: 'storage' }, '@level-3 @area-services @critical', false],
  ['a level and an area', { level: [3], area: 'storage' }, '@level-3 @area-storage', true],
  ['a level and another area', { level: [2], area: 'storage' }, '@level-3 @area-storage', false],
])('%s', (_title, asked, tags, expected) => {
  expect(chosen(asked, tags)).toBe(expected);
});

test('everything is `smoke`, and a shard is not', () => {
  expect(selectionOptions({})).toEqual(['--project=smoke']);
  expect(selectionOptions({ shard: '1/2' })).toContain('--shard=1/2');
  expect(selectionOptions({ shard: '1/2' })).not.toContain('--project=smoke');
});

test('what was not asked sets no variable', () => {
  expect(variablesFor({ wait: 30, keep: true })).toEqual({ SMOKE_WAIT: '30', SMOKE_KEEP: '1' });
});
