import type { SeedOptions } from '../seed/options.js';
import { DATABASE, SUPERUSER, createDatabase, databaseUrl, migrate } from './database.js';
import type { PlatformFacts } from './services.js';

/** Fills an empty cluster: roles, database, tables, seed. */
export async function createFirstData(
  { ports, secrets, storage }: PlatformFacts,
  storageReady: Promise<void>,
): Promise<void> {
  const seeding = import('../seed/seed.js');
  await createDatabase(databaseUrl(ports.postgres, SUPERUSER, secrets.superuser, 'postgres'), secrets.roles);
  await migrate(databaseUrl(ports.postgres, SUPERUSER, secrets.superuser, DATABASE));
  await storageReady;
  const options: SeedOptions = {
    databaseUrl: databaseUrl(ports.postgres, 'platform_owner', secrets.roles.platform_owner),
    storage,
    passwords: secrets.accounts,
  };
  await (await seeding).seed(options);
}
