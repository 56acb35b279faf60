import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { appendLine, readLines } from './lines.js';

/** Earlier reports that Allure compares with. */
const COMPARED = 30;

/** A line of Allure's own; it is called like the report that it tells of. */
const pointSchema = z.looseObject({ name: z.string() });

const fileOf = (folder: string, target: string): string => join(folder, `${target}.allure.jsonl`);

export interface Lent {
  /** The copy that Allure reads, and to which it adds the report that it makes. */
  readonly copy: string;
  /** Keeps what Allure has added. */
  readonly takeBack: () => void;
}

/**
 * Lends Allure a copy of a target's history to read and to write: it rewrites the file that it is given, which two runs at once
 * would not survive, and adds a report anew whenever it is made again. `report` must be the report's name.
 */
export function lendHistory(folder: string, target: string, report: string, copy: string): Lent {
  const file = fileOf(folder, target);
  const { records } = readLines(file, pointSchema, COMPARED + 1);
  const others = records.filter(({ name }) => name !== report).slice(-COMPARED);
  writeFileSync(copy, others.map((point) => `${JSON.stringify(point)}\n`).join(''));
  return {
    copy,
    takeBack: () => {
      const own = existsSync(copy) ? readLines(copy, pointSchema, 1).records[0] : undefined;
      const isNew = own?.name === report && records.every(({ name }) => name !== report);
      if (isNew) appendLine(file, own);
    },
  };
}
