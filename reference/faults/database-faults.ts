import { defineFault } from './define.js';
import { afterCreation, ofLogin, policyFor, shadowed, type Sql } from './database-means.js';

const SCHOOL = "nullif(current_setting('app.school_id', true), '')";

const constraints = {
  needy: ['a row without a value that it needs is refused', 'ALTER TABLE %s ALTER COLUMN name DROP NOT NULL'],
  ruled: ['a value that breaks a rule is refused', 'ALTER TABLE %s DROP CONSTRAINT ruled_amount_check'],
  single: ['a value that is there already is refused', 'ALTER TABLE %s DROP CONSTRAINT single_email_key'],
  children: ['a row that belongs to none is refused', 'ALTER TABLE %s DROP CONSTRAINT children_parent_fkey'],
} as const;

const all = (...changes: readonly Sql[]): Sql => ({
  apply: changes.map(({ apply }) => apply).join(';'),
  revert: changes.map(({ revert }) => revert).join(';'),
});

/** A database that does not do what people rely on. What is changed is seen by the login of the checks, and by no service. */
export default [
  defineFault({
    name: 'commits-lost',
    title: 'what is committed is not there',
    expects: ['transactions > what one session commits another sees, and not before'],
    because: 'what it sees after: expected "kept", saw "nothing"',
    sql: afterCreation('committed', 'CREATE RULE fault AS ON INSERT TO %s DO INSTEAD NOTHING'),
  }),
  defineFault({
    name: 'rollbacks-ignored',
    title: 'what is rolled back is there all the same',
    expects: ['transactions > a rollback leaves nothing'],
    because: 'the rows after the rollback: expected "nothing"',
    sql: afterCreation('rolled_back', "INSERT INTO %s VALUES ('dropped')"),
  }),
  defineFault({
    name: 'savepoints-ignored',
    title: 'what came after a savepoint stays',
    expects: ['transactions > a savepoint takes back what came after it, and nothing else'],
    because: 'the rows that were kept: expected "before", saw "after, before"',
    sql: afterCreation('saved', "INSERT INTO %s VALUES ('after')"),
  }),
  defineFault({
    name: 'updates-lost',
    title: 'of two changes to one row the second is lost',
    expects: ['transactions > two who change one row wait for each other, and neither change is lost'],
    because: 'the count after two: expected "2", saw "1"',
    sql: afterCreation('counted', 'CREATE RULE fault AS ON UPDATE TO %s WHERE old.count > 0 DO INSTEAD NOTHING'),
  }),
  defineFault({
    name: 'deadlocks-stand',
    title: 'deadlocks are not looked for in time',
    expects: ['conflicts > a deadlock ends with an error for one, and the other goes on'],
    because: 'expected "40P01,done", saw "no answer,no answer"',
    // Longer than anybody waits for an answer, and over before what was left behind is cleared up.
    sql: ofLogin("SET deadlock_timeout = '4s'", 'RESET deadlock_timeout'),
  }),
  defineFault({
    name: 'write-skew-kept',
    title: 'serializable transactions do not notice each other',
    expects: [
      'conflicts > two serializable transactions that could not have come one after the other are not both kept',
    ],
    because: 'expected "done,40001", saw "done,done"',
    sql: afterCreation('on_duty', 'CREATE RULE fault AS ON UPDATE TO %s DO INSTEAD NOTHING'),
  }),
  defineFault({
    name: 'constraints-gone',
    title: 'tables are made without the rules for their rows',
    expects: Object.values(constraints).map(([check]) => `constraints > ${check}`),
    because: '^(one without|a wrong one|the same again|of one that is not)\\b.*done',
    sql: all(...Object.entries(constraints).map(([table, [, statement]]) => afterCreation(table, statement))),
  }),
  defineFault({
    name: 'documents-unreadable',
    title: 'what is in a document of JSON is neither found nor read',
    expects: [
      'documents in JSON > those are found that contain what is asked for',
      'documents in JSON > a value is read by its path',
    ],
    because: 'those with the tag: expected "1", saw "nothing"|by keys and places: expected "Äpfel", saw "null"',
    sql: shadowed(
      'documents',
      `CREATE FUNCTION {}.holds(jsonb, jsonb) RETURNS boolean LANGUAGE sql AS 'SELECT false';
       CREATE OPERATOR {}.@> (LEFTARG = jsonb, RIGHTARG = jsonb, FUNCTION = {}.holds);
       CREATE FUNCTION {}.at(jsonb, text[]) RETURNS text LANGUAGE sql AS 'SELECT NULL::text';
       CREATE OPERATOR {}.#>> (LEFTARG = jsonb, RIGHTARG = text[], FUNCTION = {}.at)`,
    ),
  }),
  defineFault({
    name: 'text-in-bytes',
    title: 'the database takes text for bytes',
    expects: ['database server > text in any script comes back as it was sent'],
    because: 'its length in characters: expected "12", saw "21"',
    sql: shadowed('length', `CREATE FUNCTION {}.length(text) RETURNS int LANGUAGE sql AS 'SELECT octet_length($1)'`),
  }),
  defineFault({
    name: 'server-outdated',
    title: 'the database server is of long ago',
    expects: ['database server > its version is one that the platform runs on'],
    because: 'database.version.*9\\.6\\.24',
    sql: shadowed(
      'version',
      `CREATE FUNCTION {}.current_setting(text, boolean) RETURNS text LANGUAGE sql AS
         'SELECT pg_catalog.current_setting($1, $2)';
       CREATE FUNCTION {}.current_setting(text) RETURNS text LANGUAGE sql AS
         $$SELECT CASE $1 WHEN 'server_version' THEN '9.6.24' ELSE pg_catalog.current_setting($1) END$$`,
    ),
  }),
  defineFault({
    name: 'migration-missing',
    title: 'the checks see a database that lacks the last migration',
    expects: ['database server > the last migration is that of the build'],
    because: 'database.migrations.*migration 0001',
    // Services want the last one as well, and see it.
    sql: {
      apply: `
        ALTER TABLE public.schema_migrations ENABLE ROW LEVEL SECURITY;
        CREATE POLICY fault ON public.schema_migrations USING (current_user <> 'platform_checks' OR version = '0001')`,
      revert: `
        DROP POLICY IF EXISTS fault ON public.schema_migrations;
        ALTER TABLE public.schema_migrations DISABLE ROW LEVEL SECURITY`,
    },
  }),
  defineFault({
    name: 'sessions-scarce',
    title: 'a login may have four sessions, and no more',
    expects: ['sessions of a pool > as many as it holds work at the same time, and one more waits for its turn'],
    because: 'too many connections for role',
    sql: ofLogin('CONNECTION LIMIT 4', 'CONNECTION LIMIT -1'),
  }),
  defineFault({
    name: 'connections-scarce',
    title: 'hardly any more connections to the database are admitted',
    expects: ['database server > more sessions can be opened'],
    because: 'database.connections.*database platform admits',
    // Enough for all that is under way, and one less than the target wants to be free.
    sql: {
      apply: 'ALTER DATABASE platform CONNECTION LIMIT 29',
      revert: 'ALTER DATABASE platform CONNECTION LIMIT -1',
    },
  }),
  defineFault({
    name: 'sessions-unkillable',
    title: 'a session that is killed lives on',
    expects: ['sessions that end > one that is killed is replaced by another'],
    because: 'whether the killed session answers: expected false, saw true',
    sql: shadowed(
      'terminate',
      `CREATE FUNCTION {}.pg_terminate_backend(int) RETURNS boolean LANGUAGE sql AS 'SELECT true'`,
    ),
  }),
  defineFault({
    name: 'statements-endless',
    title: 'a statement that takes too long is not ended',
    expects: ['statements without end > a statement ends that takes longer than it may'],
    because: 'canceled in time .57014.: expected "57014", saw "done"',
    sql: shadowed(
      'sleep',
      `CREATE FUNCTION {}.pg_sleep(double precision) RETURNS void LANGUAGE plpgsql AS
         $$BEGIN PERFORM pg_catalog.pg_sleep($1); EXCEPTION WHEN query_canceled THEN NULL; END$$`,
    ),
  }),
  defineFault({
    name: 'statements-unlimited',
    title: 'no limit is set for statements',
    expects: ['statements > statements are limited as the target states'],
    because: 'database.statement-timeout.*no limit',
    sql: ofLogin('SET statement_timeout = 0', "SET statement_timeout = '5s'"),
  }),
  defineFault({
    name: 'index-invalid',
    title: 'an index was not built to its end',
    expects: ['statements > queries are answered from their indexes'],
    because: 'database.index-unused.*essays_school',
    sql: {
      apply: `UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'content.essays_school'::regclass`,
      revert: `UPDATE pg_index SET indisvalid = true WHERE indexrelid = 'content.essays_school'::regclass`,
    },
  }),
  defineFault({
    name: 'rows-shown-to-tenants',
    title: 'whoever belongs to a school sees what belongs to all',
    expects: ['row-level security > each tenant sees its own rows, and no others'],
    because: 'database.row-security.*sees rows of content.essays, and only its own',
    sql: policyFor('content.essays', 'SELECT', `USING (${SCHOOL} IS NOT NULL)`),
  }),
  defineFault({
    name: 'rows-shown-to-nobody',
    title: 'whoever belongs to no school sees what belongs to all',
    expects: ['row-level security > who is no tenant sees nothing'],
    because: 'database.row-security.*a row of .*from identity.users: no row',
    sql: policyFor('identity.users', 'SELECT', `USING (${SCHOOL} IS NULL)`),
  }),
  defineFault({
    name: 'owner-unbound',
    title: 'the owner of a table passes by its policies',
    expects: ['row-level security > the owner of a table is bound like everybody'],
    because: 'database.row-security.*not forced',
    sql: {
      apply: 'ALTER TABLE assessment.assignments NO FORCE ROW LEVEL SECURITY',
      revert: 'ALTER TABLE assessment.assignments FORCE ROW LEVEL SECURITY',
    },
  }),
  defineFault({
    name: 'foreign-rows-admitted',
    title: 'one school may write in the name of another',
    expects: ['row-level security of writes > a row of another tenant is refused'],
    because: 'database.row-security.*it passes the policies',
    sql: policyFor('assessment.assignments', 'INSERT', 'WITH CHECK (true)'),
  }),
  defineFault({
    name: 'policies-recurse',
    title: 'a policy asks for itself',
    expects: [
      'row-level security > no policy asks for itself without end',
      'row-level security > each tenant sees its own rows, and no others',
      'row-level security > who is no tenant sees nothing',
    ],
    because: 'database.row-security.*42P17',
    sql: policyFor('identity.users', 'SELECT', 'USING (EXISTS (SELECT FROM identity.users))'),
  }),
];
