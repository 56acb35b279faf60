import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lendHistory } from './allure.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firstlight-allure-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Makes a report as Allure does: it reads the file, and adds a line. Gives the names that it read. */
function makeReport(name: string): string[] {
  const { copy, takeBack } = lendHistory(folder, 'shop', name, join(folder, 'copy'));
  const read = readFileSync(copy, 'utf8').match(/report-\d+/g) ?? [];
  appendFileSync(copy, `${JSON.stringify({ name, testResults: {} })}\n`);
  takeBack();
  return read;
}

test('each report meets those before it, also when one is made again', () => {
  expect(makeReport('report-1')).toEqual([]);
  expect(makeReport('report-2')).toEqual(['report-1']);
  expect(makeReport('report-2')).toEqual(['report-1']);
  expect(makeReport('report-3')).toEqual(['report-1', 'report-2']);
});

test('what Allure did not add is not kept', () => {
  lendHistory(folder, 'shop', 'report-1', join(folder, 'copy')).takeBack();

  expect(makeReport('report-2')).toEqual([]);
});

test('only the newest are compared with', () => {
  for (let report = 1; report <= 40; report += 1) makeReport(`report-${report}`);

  expect(makeReport('report-41')).toEqual(Array.from({ length: 30 }, (_, place) => `report-${place + 11}`));
});
