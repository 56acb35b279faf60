import { z } from 'zod';
import type { Database, Row, Settings } from '../../clients/database.js';
import { quotedName } from '../../clients/quoted-name.js';
import { refusalOf, sqlOutcome, SQLSTATE } from '../../clients/sql-outcome.js';
import type { Resolved } from '../../target/env.js';
import type { RowSecurity } from '../../target/presets/database.js';
import type { Coded } from '../codes.js';

type Declared = Resolved<RowSecurity>;

/** What a session sees of a table: an own and a foreign row, if there are such, or the SQLSTATE with which it is refused. */
export interface SightFacts {
  readonly table: string;
  /** Whose session it was; null without any context. */
  readonly tenant: string | null;
  readonly seen: readonly (string | null)[] | { readonly sqlstate: string };
}

const seenSchema = z.array(z.object({ tenant: z.string().nullable() }));

/** Looks at a table as each of two tenants. */
export async function observeTenants(database: Database, declared: Declared): Promise<SightFacts[]> {
  const { table, column, tenants } = declared;
  const owner = `(${column})::text`;
  // One row of each kind is enough, and takes no longer on a large table.
  const text = `select tenant from (
    (select ${owner} as tenant from ${table} where ${owner} = $1 limit 1) union all
    (select ${owner} as tenant from ${table} where ${owner} is distinct from $1 limit 1)) as seen`;
  const facts: SightFacts[] = [];
  for (const tenant of [tenants.a, tenants.b]) {
    const settings = contextOf(declared, tenant);
    facts.push({ table, tenant, seen: await sightOf(database.within(settings, text, [tenant])) });
  }
  return facts;
}

/** Looks at a table as nobody in particular, with a session that has never been anybody. */
export async function observeWithoutContext(database: Database, declared: Declared): Promise<SightFacts> {
  const { table, column } = declared;
  const text = `select (${column})::text as tenant from ${table} limit 1`;
  return { table, tenant: null, seen: await sightOf(database.within(roleOf(declared), text)) };
}

async function sightOf(asked: Promise<readonly Row[]>): Promise<SightFacts['seen']> {
  try {
    return seenSchema.parse(await asked).map(({ tenant }) => tenant);
  } catch (error) {
    const sqlstate = refusalOf(error);
    if (sqlstate === undefined) throw error;
    return { sqlstate };
  }
}

/** Judges that a tenant sees rows of its own and nobody else's. Pure. */
export function judgeTenant({ table, tenant, seen }: SightFacts, service: string): Coded[] {
  const expected = `tenant ${tenant} sees rows of ${table}, and only its own`;
  if ('sqlstate' in seen) return [problem(service, expected, `it is refused with ${seen.sqlstate}`, ASK)];
  const foreign = seen.find((owner) => owner !== tenant);
  if (foreign !== undefined) return [problem(service, expected, `a row of ${foreign ?? 'nobody'}`, HIDE)];
  return seen.length > 0 ? [] : [problem(service, expected, 'no row', ASK)];
}

/** Judges what is seen without a context. Pure. */
export function judgeWithoutContext(
  { table, seen }: SightFacts,
  wanted: RowSecurity['withoutContext'] = 'no-rows',
  service: string,
): Coded[] {
  const actual =
    'sqlstate' in seen
      ? `refused with ${seen.sqlstate}`
      : seen.length > 0
        ? `a row of ${seen[0] ?? 'nobody'}`
        : 'no row';
  const right = wanted === 'no-rows' ? 'no row' : `refused with ${wanted.sqlstate}`;
  return actual === right
    ? []
    : [problem(service, `a session without a context gets from ${table}: ${right}`, actual, HIDE)];
}

/** What the catalogue says of a table. */
export interface BindingFacts {
  readonly table: string;
  readonly enabled: boolean;
  readonly forced: boolean;
  /** The owner's own attribute, or that of a superuser. */
  readonly ownerPasses: boolean;
  readonly owner: string;
}

const bindingSchema = z.object({ enabled: z.boolean(), forced: z.boolean(), passes: z.boolean(), owner: z.string() });

/** Asks whether the policies of a table bind its owner too. */
export async function observeBinding(database: Database, { table }: Pick<Declared, 'table'>): Promise<BindingFacts> {
  const [row] = await database.query(
    `select relrowsecurity as enabled, relforcerowsecurity as forced, rolsuper or rolbypassrls as passes, rolname as owner
     from pg_class join pg_roles on pg_roles.oid = relowner where pg_class.oid = to_regclass($1)`,
    [table],
  );
  if (row === undefined) throw new Error(`${table} is no table that this login knows`);
  const { passes, ...facts } = bindingSchema.parse(row);
  return { table, ...facts, ownerPasses: passes };
}

/** Judges that policies bind the owner of a table. Pure. */
export function judgeBinding({ table, enabled, forced, ownerPasses, owner }: BindingFacts, service: string): Coded[] {
  const because = !enabled
    ? 'row-level security is off'
    : !forced
      ? `its owner ${owner} passes by: it is not forced`
      : ownerPasses
        ? `its owner ${owner} may pass by all row-level security`
        : undefined;
  const hint = `\`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY\`; no superuser, and nobody with BYPASSRLS, as owner`;
  return because === undefined ? [] : [problem(service, `the policies of ${table} bind its owner`, because, hint)];
}

/** What became of a tenant's attempt to add a row of another. */
export interface InsertFacts {
  readonly table: string;
  /** `refused` by a policy; `not permitted` to this login whatever the row; or what else it came to. */
  readonly outcome: string;
}

/** As one tenant, tries to add a row of another. What became of it is taken back. */
export async function observeForeignInsert(database: Database, declared: Declared): Promise<InsertFacts> {
  const { table, column, tenants } = declared;
  const row = declared.row?.(tenants.b) ?? { [column]: tenants.b };
  const values = Object.values(row);
  const places = values.map((_, place) => `$${place + 1}`).join(', ');
  const text = `insert into ${table} (${Object.keys(row).join(', ')}) values (${places})`;
  const adding = database.within(contextOf(declared, tenants.a), text, values);
  const outcome = await sqlOutcome(adding);
  if (outcome !== SQLSTATE.privilege) return { table, outcome };
  return { table, outcome: (await isByPolicy(adding)) ? 'refused' : 'not permitted' };
}

/** Policies and missing privileges have one SQLSTATE; the function of the server that raised it tells them apart in any language. */
const isByPolicy = (asked: Promise<unknown>): Promise<boolean> =>
  asked.then(
    () => false,
    (error: unknown) => error instanceof Error && 'routine' in error && error.routine === 'ExecWithCheckOptions',
  );

/** Judges that the policies refused it, and not a rule that a table's rows have to keep: those are looked at later. Pure. */
export function judgeForeignInsert({ table, outcome }: InsertFacts, service: string): Coded[] {
  if (outcome === 'refused') return [];
  const actual = outcome === 'done' ? 'it is accepted' : `it passes the policies, and ends with ${outcome}`;
  return [problem(service, `the policies of ${table} refuse a row of another tenant`, actual, CHECK)];
}

const COMMANDS = ['select', 'insert', 'update', 'delete'] as const;

/** What became of working out how the commands on a table would be carried out. */
export interface PolicyFacts {
  readonly table: string;
  readonly outcomes: ReadonlyArray<readonly [command: (typeof COMMANDS)[number], outcome: string]>;
}

/** Has the server work the policies into each command that the login may use, without carrying any out. */
export async function observePolicies(database: Database, declared: Declared): Promise<PolicyFacts> {
  const { table, tenants } = declared;
  const settings = contextOf(declared, tenants.a);
  const [name = ''] = await columnsOf(database, table);
  const statements = {
    select: `select from ${table}`,
    insert: `insert into ${table} default values`,
    // A column that the server fills takes nothing else.
    update: `update ${table} set ${name} = default`,
    delete: `delete from ${table}`,
  } as const;
  const outcomes: [(typeof COMMANDS)[number], string][] = [];
  for (const command of COMMANDS)
    outcomes.push([command, await sqlOutcome(database.plan(statements[command], [], settings))]);
  return { table, outcomes };
}

async function columnsOf(database: Database, table: string): Promise<string[]> {
  const rows = await database.query(
    `select attname as name from pg_attribute where attrelid = to_regclass($1) and attnum > 0 and not attisdropped order by attnum limit 1`,
    [table],
  );
  return rows.map((row) => quotedName(z.object({ name: z.string() }).parse(row).name));
}

/** Judges that no policy asks for itself. What the login may not do was not worked out. Pure. */
export function judgePolicies({ table, outcomes }: PolicyFacts, service: string): Coded[] {
  return outcomes
    .filter(([, outcome]) => outcome !== 'done' && outcome !== SQLSTATE.privilege)
    .map(([command, outcome]) => {
      const actual = outcome === RECURSION ? 'they ask for themselves without end (42P17)' : `refused with ${outcome}`;
      return problem(service, `the policies of ${table} can be worked out for ${command}`, actual, RECUR);
    });
}

const RECURSION = '42P17';

/** The role that no policy binds, if that is who a session would be: then nothing can be learnt of policies. */
export async function roleThatPasses(
  database: Database,
  { role }: Pick<Declared, 'role'>,
): Promise<string | undefined> {
  const rows = await database.query(
    'select rolname as name from pg_roles where rolname = coalesce($1, current_user) and (rolsuper or rolbypassrls)',
    [role ?? null],
  );
  return rows.map((row) => z.object({ name: z.string() }).parse(row).name)[0];
}

const contextOf = (declared: Declared, tenant: string): Settings => {
  const { setting } = declared;
  return { ...roleOf(declared), ...(typeof setting === 'string' ? { [setting]: tenant } : setting(tenant)) };
};

const roleOf = ({ role }: Declared): Settings => (role === undefined ? {} : { role });

const ASK = 'the setting that the policies read, and the rows of this tenant: `\\d+ TABLE` in psql shows the policies';
const HIDE = '`\\d+ TABLE` in psql: is row-level security on, and is there a policy that lets everybody in?';
const CHECK = 'the `WITH CHECK` of its policies: without one, `USING` counts for inserts too';
const RECUR = 'have the policy ask through a function that is SECURITY DEFINER, instead of its own table';

const problem = (service: string, expected: string, actual: string, hint: string): Coded => ({
  code: 'database.row-security',
  severity: 'fail',
  cause: 'misconfigured',
  service,
  expected,
  actual,
  hint,
  evidence: {},
});
