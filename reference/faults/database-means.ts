/** Statements of a superuser, and those that undo them. */
export interface Sql {
  readonly apply: string;
  readonly revert: string;
}

const LOGIN = 'platform_checks';

/** Does something to each table of this name that a check makes in a schema of its own, as soon as it is there; `%s` is the table. */
export const afterCreation = (table: string, ...statements: readonly string[]): Sql => ({
  apply: `
    CREATE FUNCTION public.fault_${table}() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $fault$
      DECLARE made text;
      BEGIN
        FOR made IN SELECT object_identity FROM pg_event_trigger_ddl_commands()
          WHERE command_tag = 'CREATE TABLE' AND schema_name LIKE 'smoke-%' AND object_identity LIKE '%.${table}'
        LOOP
          ${statements.map((statement) => `EXECUTE format($do$${statement}$do$, made);`).join('\n')}
        END LOOP;
      END $fault$;
    CREATE EVENT TRIGGER fault_${table} ON ddl_command_end WHEN TAG IN ('CREATE TABLE')
      EXECUTE FUNCTION public.fault_${table}()`,
  revert: `DROP EVENT TRIGGER IF EXISTS fault_${table}; DROP FUNCTION IF EXISTS public.fault_${table}`,
});

/** Changes the login of the checks. */
export const ofLogin = (apply: string, revert: string): Sql => ({
  apply: `ALTER ROLE ${LOGIN} ${apply}`,
  revert: `ALTER ROLE ${LOGIN} ${revert}`,
});

/** A policy besides those that a table has, which counts for the login of the checks only. */
export const policyFor = (table: string, command: string, rule: string): Sql => ({
  apply: `CREATE POLICY fault ON ${table} FOR ${command} TO ${LOGIN} ${rule}`,
  revert: `DROP POLICY IF EXISTS fault ON ${table}`,
});

/** Schemas in which functions and operators may stand that the login of the checks finds before those of the server. */
const SHADOWS = ['length', 'version', 'terminate', 'sleep', 'documents'] as const;
const shadowOf = (name: (typeof SHADOWS)[number]): string => `shadow_${name}`;

/** Puts functions or operators before those of the server; `{}` is the schema that they stand in. */
export const shadowed = (name: (typeof SHADOWS)[number], definitions: string): Sql => ({
  apply: `
    CREATE SCHEMA ${shadowOf(name)};
    GRANT USAGE ON SCHEMA ${shadowOf(name)} TO ${LOGIN};
    ${definitions.replaceAll('{}', shadowOf(name))};
    ALTER ROLE ${LOGIN} SET search_path = ${SHADOWS.map(shadowOf).join(', ')}, pg_catalog, public`,
  // Others of this kind may still be on.
  revert: `
    DROP SCHEMA IF EXISTS ${shadowOf(name)} CASCADE;
    DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname LIKE 'shadow\\_%') THEN
        ALTER ROLE ${LOGIN} RESET search_path;
      END IF;
    END $$`,
});
