import { z } from 'zod';
import type { Database } from '../../clients/database.js';
import type { Coded } from '../codes.js';

/** How many sessions something admits, and how many there are; `limit` -1 where it admits any number. */
const limitSchema = z.object({
  what: z.string(),
  limit: z.coerce.number(),
  used: z.coerce.number(),
  /** Whether it limits this login only, which need not be that of any service. */
  own: z.boolean(),
});

export type ConnectionLimit = z.infer<typeof limitSchema>;

const SESSIONS = 'select count(*) from pg_stat_activity where usesysid is not null';

/** The limits that a new session of this login meets: of the server without what it keeps for superusers, of the database, of the role. */
const LIMITS = `
  select 'the server' as what,
    current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
      - coalesce(current_setting('reserved_connections', true)::int, 0) as limit,
    (${SESSIONS}) as used, false as own
  union all
  select 'database ' || datname, datconnlimit, (${SESSIONS} and datid = oid), false from pg_database where datname = current_database()
  union all
  select 'login ' || rolname, rolconnlimit, (${SESSIONS} and usesysid = oid), true from pg_roles where rolname = current_user`;

/** Asks how many sessions there may be, and how many there are. */
export async function observeConnections(database: Database): Promise<ConnectionLimit[]> {
  return z
    .array(limitSchema)
    .min(1)
    .parse(await database.query(LIMITS));
}

/** A share that anybody would want to be free. */
const GOOD_SHARE = 0.1;

/** Judges whether more sessions can be opened: as many as are stated, else a tenth of all, which only warns. Pure. */
export function judgeConnections(
  limits: readonly ConnectionLimit[],
  wanted: number | undefined,
  service: string,
): Coded[] {
  return limits
    .filter(({ limit }) => limit >= 0)
    .flatMap(({ what, limit, used, own }) => {
      const stated = own ? undefined : wanted;
      const least = stated ?? Math.ceil(limit * GOOD_SHARE);
      const free = limit - used;
      if (free >= least) return [];
      return [
        {
          code: 'database.connections',
          severity: stated === undefined ? ('warn' as const) : ('fail' as const),
          cause: 'misconfigured' as const,
          service,
          expected: `${least} free connections`,
          actual: `${free} of the ${limit} that ${what} admits`,
          hint: '`select usename, application_name, state, count(*) from pg_stat_activity group by 1, 2, 3`: who holds them?',
          evidence: {},
        },
      ];
    });
}
