import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strayWords } from './domain-words.js';

const ROOT = join(import.meta.dirname, '../..');

/** @type {string[]} */
const words = JSON.parse(readFileSync(join(ROOT, 'reference/domain-words.json'), 'utf8'));
const strays = strayWords(ROOT, words);

for (const stray of strays) console.error(stray);
if (strays.length > 0) {
  console.error(`\nThe words of the reference platform's domain stay in reference/ and targets/reference/.`);
  console.error('Say it in the words of the suite: document, resource, account, tenant.');
  process.exitCode = 1;
}
