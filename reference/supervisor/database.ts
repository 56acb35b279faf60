import { readFile, readdir } from 'node:fs/promises';
import pg from 'pg';

export const SUPERUSER = 'platform_superuser';
export const DATABASE = 'platform';

const loginRoles = [
  'platform_owner',
  'platform_checks',
  'identity_app',
  'content_app',
  'assessment_app',
  'account_app',
] as const;
export type DatabaseRole = (typeof loginRoles)[number];

const migrations = new URL('../migrations/', import.meta.url);

export function databaseUrl(port: number, role: string, password: string, database: string = DATABASE): string {
  return `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

export async function answers(url: string): Promise<boolean> {
  try {
    await withClient(url, (client) => client.query('SELECT 1'));
    return true;
  } catch {
    return false;
  }
}

/** Runs `work` on one connection of its own. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000, query_timeout: 10_000 });
  // A server that ends while the connection idles is reported by the next statement.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Makes the roles and the database; for an empty cluster. */
export async function createDatabase(
  maintenanceUrl: string,
  passwords: Readonly<Record<DatabaseRole, string>>,
): Promise<void> {
  await withClient(maintenanceUrl, async (client) => {
    for (const role of loginRoles) {
      await client.query(`CREATE ROLE ${role} LOGIN PASSWORD ${client.escapeLiteral(passwords[role])}`);
    }
    await client.query('CREATE ROLE platform_sign_in NOLOGIN BYPASSRLS');
    await client.query(`CREATE DATABASE ${DATABASE} OWNER platform_owner STRATEGY file_copy`);
    // For schemas of the checks' own.
    await client.query(`GRANT CREATE ON DATABASE ${DATABASE} TO platform_checks`);
    await client.query("ALTER ROLE platform_checks SET statement_timeout = '5s'");
  });
}

/** Applies every migration in order, each in a transaction, as the owner of the tables. */
export async function migrate(superuserUrl: string): Promise<void> {
  const files = (await readdir(migrations)).filter((file) => file.endsWith('.sql')).toSorted();
  await withClient(superuserUrl, async (client) => {
    await client.query(`
      CREATE TABLE public.schema_migrations (version text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now());
      GRANT SELECT ON public.schema_migrations TO PUBLIC`);
    for (const file of files) {
      const statements = await readFile(new URL(file, migrations), 'utf8');
      await client.query('BEGIN; SET LOCAL ROLE platform_owner');
      await client.query(statements);
      await client.query('RESET ROLE');
      await client.query('INSERT INTO public.schema_migrations (version) VALUES ($1)', [file.slice(0, 4)]);
      await client.query('COMMIT');
    }
  });
}
