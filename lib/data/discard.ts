import type { DirectOptions } from '../clients/database.js';
import type { ParsedService } from '../target/target.js';
import type { StoredThing } from './entries.js';

/** Removes a thing from a service of one kind; it is no error when it is not there. */
type Discard<Kind extends ParsedService['kind']> = (
  thing: StoredThing,
  service: Extract<ParsedService, { kind: Kind }>,
  options: DirectOptions,
) => Promise<void>;

/**
 * Removes from a data service what bears exactly this name, if it is there: never by a pattern. Throws when it cannot, and
 * `RefusedError` when the run may not.
 */
export async function discard(
  thing: StoredThing,
  service: ParsedService | undefined,
  options: DirectOptions,
): Promise<void> {
  if (service?.kind === 'postgres') return fromPostgres(thing, service, options);
  throw new Error(`the target has no service ${thing.service} of which a ${thing.kind} could be removed`);
}

const fromPostgres: Discard<'postgres'> = async ({ kind, name }, { url }, options) => {
  if (kind !== 'schema') throw new Error(`nobody knows how to remove a ${kind} from a database`);
  if (url === undefined) throw new Error('the target does not say where the database is');
  const { Database } = await import('../clients/database.js');
  const database = await Database.open(new URL(url.reveal()), options);
  try {
    await database.query(`drop schema if exists ${quoted(name)} cascade`);
  } finally {
    await database.close();
  }
};

/** An identifier of SQL, whatever is in it. */
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
