import type { DirectOptions } from '../clients/database.js';
import { quotedName } from '../clients/quoted-name.js';
import type { Answer, HttpClient } from '../clients/http.js';
import { bucketOf } from '../target/bucket.js';
import type { ParsedService } from '../target/target.js';
import { discardOfEvents, isOfEvents } from './discard-events.js';
import type { StoredThing } from './entries.js';

/** Through what a data service is reached. */
export interface DiscardOptions extends DirectOptions {
  readonly http: HttpClient;
}

/** Removes a thing from a service of one kind; it is no error when it is not there. */
type Discard<Kind extends ParsedService['kind']> = (
  thing: StoredThing,
  service: Extract<ParsedService, { kind: Kind }>,
  options: DiscardOptions,
) => Promise<void>;

/**
 * Removes from a data service what bears exactly this name, if it is there: never by a pattern. Throws when it cannot, and
 * `RefusedError` when the run may not.
 */
export async function discard(
  thing: StoredThing,
  service: ParsedService | undefined,
  options: DiscardOptions,
): Promise<void> {
  if (service !== undefined && isOfEvents(thing)) return discardOfEvents(thing, service, options);
  if (service?.kind === 'postgres') return fromPostgres(thing, service, options);
  if (service?.kind === 's3') return fromStore(thing, service, options);
  throw new Error(`the target has no service ${thing.service} of which a ${thing.kind} could be removed`);
}

const fromPostgres: Discard<'postgres'> = async ({ kind, name }, { url }, options) => {
  if (kind !== 'schema') throw new Error(`nobody knows how to remove a ${kind} from a database`);
  if (url === undefined) throw new Error('the target does not say where the database is');
  const { Database } = await import('../clients/database.js');
  const database = await Database.open(new URL(url.reveal()), options);
  try {
    await database.query(`drop schema if exists ${quotedName(name)} cascade`);
  } finally {
    await database.close();
  }
};

const fromStore: Discard<'s3'> = async ({ kind, name }, service, { http }) => {
  const bucket = bucketOf(service);
  if (bucket === undefined) throw new Error('the target does not say where the bucket is, or what opens it');
  const { ObjectStore } = await import('../clients/object-store.js');
  const store = new ObjectStore(bucket, http);
  if (kind === 'object') return gone(await store.remove(name));
  if (kind !== 'object in parts') throw new Error(`nobody knows how to remove a ${kind} from an object store`);
  const { uploadIdsIn } = await import('../clients/s3-answers.js');
  for (const uploadId of await uploadIdsIn(await store.listBegun(name), name)) gone(await store.abort(name, uploadId));
};

function gone({ status, method, url }: Answer): void {
  if (status !== 404 && (status < 200 || status >= 300))
    throw new Error(`${method} ${url.pathname} answered ${status}`);
}
