import type { Database } from '../database.js';
import { quotedName } from '../quoted-name.js';
import type { Letter } from './bus.js';
import { letterFrom } from './letter.js';

/** A row as the text of a JSON object. */
const ROW = 'cast(to_jsonb(t) as text)';

/** `table` or `schema.table`, whatever is in the names. */
const tableOf = (name: string): string => name.split('.').map(quotedName).join('.');

/** Deletes the rows of a table in which this id stands. */
export const removeRows = async (database: Database, table: string, id: string): Promise<void> =>
  void (await database.query(`delete from ${tableOf(table)} t where position($1 in ${ROW}) > 0`, [id]));

/** The row of a table in which this id stands, if it is there. */
export async function findRow(database: Database, table: string, id: string): Promise<Letter | undefined> {
  const text = `select ${ROW} as letter from ${tableOf(table)} t where position($1 in ${ROW}) > 0`;
  const [row] = await database.query(text, [id]);
  return row === undefined ? undefined : letterFrom(String(row['letter']), {});
}
