import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepSecrets, keptSecrets, newKey } from './run-secrets.js';

const file = join(mkdtempSync(join(tmpdir(), 'firstlight-secrets-')), 'unscrubbed');

test('what is kept is read with the same key, and with no other', () => {
  const key = newKey();
  keepSecrets(file, key, ['first of all', 'zweites ü\nmit Zeile']);
  keepSecrets(file, key, ['third']);
  keepSecrets(file, newKey(), ['of another run']);

  expect(keptSecrets(file, key)).toEqual(['first of all', 'zweites ü\nmit Zeile', 'third']);
  expect(readFileSync(file, 'utf8')).not.toContain('first');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('where nothing was kept there is nothing', () => {
  expect(keptSecrets(`${file}.none`, newKey())).toEqual([]);
});
