import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { diskProblem, fileProblem, requireWritable } from './start-error.js';

const folder = '/var/cache/firstlight/reference-18079';
const coded = (code: string, message: string): Error => Object.assign(new Error(`${code}: ${message}`), { code });
const sentence = (reason: string): string =>
  `The data folder ${folder} cannot be used: ${reason}; set REFERENCE_HOME to another folder.`;

test.each([
  [coded('ENOSPC', 'no space left on device, write'), 'the disk is full'],
  [coded('EROFS', 'read-only file system, mkdir'), 'the file system is read-only'],
  [coded('EACCES', 'permission denied, mkdir'), 'permission is denied'],
  [new Error('FATAL:  could not write to file "base/4/1255": No space left on device'), 'the disk is full'],
  [coded('EMFILE', 'too many open files'), 'EMFILE: too many open files'],
])('%s is said in one sentence', (error, reason) => {
  expect(fileProblem(folder, error).message).toBe(sentence(reason));
});

test('what has another reason than the disk stays as it is', () => {
  const error = new Error('permission denied for table users');

  expect(diskProblem(folder, error)).toBe(error);
  expect(diskProblem(folder, new Error('could not extend file: No space left on device'))).toMatchObject({
    message: sentence('the disk is full'),
  });
});

test('a folder that can be made is writable, however deep', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'start-error-'));
  onTestFinished(() => rmSync(scratch, { recursive: true }));

  await expect(requireWritable(join(scratch, 'a', 'b'))).resolves.toBeUndefined();
});

test('a folder below a file is told as one', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'start-error-'));
  onTestFinished(() => rmSync(scratch, { recursive: true }));
  writeFileSync(join(scratch, 'file'), '');

  const error: unknown = await mkdir(join(scratch, 'file', 'a'), { recursive: true }).catch(
    (refused: unknown) => refused,
  );

  expect(fileProblem(folder, error).message).toBe(sentence('a part of its path is a file'));
});
