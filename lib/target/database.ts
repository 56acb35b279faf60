import { EnvValue, type Problem, type Resolved } from './env.js';
import type { OtherDatabase, PostgresDatabase, RowSecurity } from './presets/database.js';
import type { Service } from './services.js';
import type { ParsedService } from './target.js';

/** A database that can be asked, or why it cannot. */
export type FoundDatabase =
  | { readonly ok: true; readonly declared: Resolved<PostgresDatabase>; readonly url: URL }
  | { readonly ok: false; readonly because: string };

/** Whether, and where, the target's database can be asked. Pure. */
export function findDatabase(
  declared: Resolved<PostgresDatabase | OtherDatabase>,
  services: Readonly<Record<string, ParsedService>>,
): FoundDatabase {
  if (declared.kind === 'other-database') return { ok: false, because: `${declared.product} is not supported yet` };
  const url = postgresUrl(services[declared.service]);
  return url === undefined
    ? { ok: false, because: `the target does not say where the database ${declared.service} is` }
    : { ok: true, declared, url };
}

/** Where a PostgreSQL service is, if the target says so. */
export function postgresUrl(service: ParsedService | undefined): URL | undefined {
  const address = service?.kind === 'postgres' ? service.url?.reveal() : undefined;
  return address === undefined ? undefined : new URL(address);
}

/** What is wrong with what a target says of its database. Pure. */
export function wrongDatabase(
  database: PostgresDatabase | OtherDatabase | undefined,
  services: Readonly<Record<string, Service>>,
): Problem[] {
  if (database?.kind !== 'postgres-database') return [];
  const { service, replica, version, migrations, rowSecurity = [], indexes = [] } = database;
  return [
    ...wrongKind('service', services[service], service),
    ...(replica === undefined ? [] : wrongKind('replica.service', services[replica.service], replica.service, true)),
    ...Object.entries(version ?? {}).flatMap(([end, stated]) =>
      isStated(stated) && !VERSION.test(stated) ? problem(`version.${end}`, stated, 'no version', "'16.4'") : [],
    ),
    ...(migrations?.query !== undefined && (migrations.table !== undefined || migrations.column !== undefined)
      ? problem('migrations', 'query', 'either a query, or a table and a column', "table: 'schema_migrations'")
      : []),
    ...wrongNumbers(database),
    ...rowSecurity.flatMap(wrongRowSecurity),
    ...indexes.flatMap(({ query }, place) =>
      query.includes(';')
        ? problem(
            `indexes[${place}].query`,
            query,
            'more than one statement',
            'select id from shop.orders where id = $1',
          )
        : [],
    ),
  ];
}

const VERSION = /^\d+(?:\.\d+)*$/;
/** Settings of the server itself have no dot: a policy cannot know a tenant by one, and a check must not change one. */
const CUSTOM_SETTING = /^[a-z_]\w*(?:\.[a-z_]\w*)+$/i;
const SQLSTATE = /^[0-9A-Z]{5}$/;

const isStated = (value: unknown): value is string => typeof value === 'string';

function wrongNumbers({ pool, headroom, statementTimeout, replica }: PostgresDatabase): Problem[] {
  const atLeastOne = { pool, headroom, statementTimeout, 'replica.lag': replica?.lag };
  return Object.entries(atLeastOne).flatMap(([where, value]) =>
    value === undefined || (Number.isInteger(value) && value > 0)
      ? []
      : problem(where, String(value), 'no whole number above 0', `${where.split('.').at(-1)}: 5`),
  );
}

function wrongRowSecurity({ table, setting, tenants, withoutContext }: RowSecurity, place: number): Problem[] {
  const where = `rowSecurity[${place}]`;
  const { a, b } = tenants;
  const same = !(a instanceof EnvValue) && a === b;
  const wrongState =
    typeof withoutContext === 'object' && !SQLSTATE.test(withoutContext.sqlstate) ? withoutContext.sqlstate : undefined;
  return [
    ...(typeof setting === 'string' && !CUSTOM_SETTING.test(setting)
      ? problem(`${where}.setting`, setting, 'no setting of an application', "'app.tenant_id'")
      : []),
    ...(same ? problem(`${where}.tenants`, a, 'one tenant twice', `two tenants who have rows in ${table}`) : []),
    ...(wrongState === undefined
      ? []
      : problem(`${where}.withoutContext.sqlstate`, wrongState, 'no SQLSTATE', "'42704'")),
  ];
}

const wrongKind = (where: string, service: Service | undefined, name: string, isReplica = false): Problem[] =>
  service === undefined
    ? isReplica
      ? problem(where, name, 'no service of this target', 'a service that `postgres(...)` made')
      : [] // That the service is unknown is told where all names are.
    : service.kind === 'postgres'
      ? []
      : problem(
          where,
          name,
          'no PostgreSQL',
          "`postgres({ url: ... })`; for others: otherDatabase('MySQL', { service })",
        );

const problem = (where: string, holds: string, what: string, example: string): Problem[] => [
  { where: `capabilities.database.${where}`, wrong: `holds "${holds}", which is ${what}`, example },
];
