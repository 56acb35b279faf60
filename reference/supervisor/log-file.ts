import { readFile } from 'node:fs/promises';

const MAX_LENGTH = 200;

/** The last line of a log that tells of a problem, for a person who has not opened the log yet. */
export async function lastComplaint(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const lines = text.split('\n').filter((line) => /error|fatal|cannot|could not|failed/i.test(line));
  return (lines.at(-1) ?? 'its log tells no reason').trim().slice(0, MAX_LENGTH);
}
