import { SQLSTATE } from '../clients/sql-outcome.js';
import type { Withheld } from './check-notes.js';

/** What a check comes to that could not be carried out, for this reason. Pure. */
export const couldNot = (reason: string): Withheld => ({ outcome: 'unverified', kind: 'could-not', reason });

/** What a check comes to whose login the database does not let do something. Pure. */
export const notPermitted = (what: string): Withheld => ({
  outcome: 'unverified',
  kind: 'withheld',
  reason: `the login may not ${what}`,
});

/** What a check comes to whose schema the server refused to make. Pure; throws for what is no refusal of that. */
export function withoutSchema(outcome: string): Withheld {
  if (outcome === SQLSTATE.privilege)
    return notPermitted('make a schema of its own: `GRANT CREATE ON DATABASE ... TO ...` lets it');
  if (outcome === SQLSTATE.readOnly)
    return couldNot(
      'the login may not make a schema of its own: its transactions are read-only, as those of a replica are',
    );
  throw new Error(`no schema could be made: ${outcome}`);
}
