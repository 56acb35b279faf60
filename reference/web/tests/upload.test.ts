import { describe, expect, test } from 'vitest';
import { objectionTo, titleFrom } from '../assets/scripts/platform/upload.js';

describe('objectionTo', () => {
  test.each(['notes.txt', 'notes.md', 'NOTES.MD', 'notes.v2.markdown'])('accepts %s', (name) => {
    expect(objectionTo({ name, size: 100 })).toBeUndefined();
  });

  test('accepts a file of exactly 1 MiB, and none that is larger', () => {
    expect(objectionTo({ name: 'a.txt', size: 1_048_576 })).toBeUndefined();
    expect(objectionTo({ name: 'a.txt', size: 1_048_577 })).toBe('a.txt is larger than 1 MiB.');
  });

  test('names the file that it refuses', () => {
    expect(objectionTo({ name: 'scan.pdf', size: 100 })).toBe('scan.pdf is not a text or Markdown file (.txt, .md).');
    expect(objectionTo({ name: 'blank.txt', size: 0 })).toBe('blank.txt is empty.');
  });
});

test.each([
  ['homework_and-fairness.md', 'Homework and fairness'],
  ['low  water.txt', 'Low water'],
  ['draft.final.md', 'Draft.final'],
  ['.md', ''],
])('the title of %s is "%s"', (name, title) => {
  expect(titleFrom(name)).toBe(title);
});
