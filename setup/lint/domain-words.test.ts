import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { findWords, strayWords } from './domain-words.js';

test.each(['boat', 'Boats', 'boatId', 'newBoat', 'BOAT_URL', 'my-boats', 'a_boat', '/v1/boats/7', 'HTTPBoat'])(
  'finds the word in %s',
  (text) => {
    expect(findWords(text, ['boat'])).toHaveLength(1);
  },
);

test.each(['boatswain', 'steamboat', 'bo at', 'BOATING'])('leaves %s alone', (text) => {
  expect(findWords(text, ['boat'])).toEqual([]);
});

test('tells the line', () => {
  expect(findWords('one\ntwo boats', ['boat'])).toEqual([{ word: 'boats', line: 2 }]);
});

test('a word is refused in text and in names, but at home in the reference and its target', () => {
  const root = mkdtempSync(join(tmpdir(), 'words-'));
  const files = {
    'README.md': 'see the boat',
    'lib/boat-page.ts': 'plain',
    'lib/picture.png': 'boat\0',
    'reference/boat.ts': 'boat',
    'targets/reference/target.ts': 'boat',
    'targets/shop/target.ts': 'const boats = 1',
    '.env': 'A=boat',
    '.env.example': 'A=boat',
    'node_modules/boat/index.js': 'boat',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  expect(strayWords(root, ['boat']).toSorted()).toEqual([
    '.env.example:1: "boat"',
    'README.md:1: "boat"',
    'lib/boat-page.ts: "boat" in its name',
    'targets/shop/target.ts:1: "boats"',
  ]);
  rmSync(root, { recursive: true });
});
