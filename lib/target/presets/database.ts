import type { Setting } from '../env.js';
import type { Provided } from './provided.js';

/** Which migrations a database must have: the rows of the table in which the platform's tool keeps them. */
export interface Migrations {
  /** `schema_migrations` by default; `alembic_version`, `flyway_schema_history`, `_prisma_migrations`, ... */
  readonly table?: string;
  /** The column that names a migration; `version` by default. */
  readonly column?: string;
  /** A query that names them in its first column, where a table and a column do not tell. */
  readonly query?: string;
  /** The newest that must have been applied, and none newer: `12` comes after `9`, `20260102_x` after `20260101_y`. */
  readonly expected: Setting<string>;
}

/** A table of which each tenant sees its own rows only. */
export interface RowSecurity {
  /** As it is written in SQL: `shop.orders`. */
  readonly table: string;
  /** The column that says whose a row is, or an expression of SQL. */
  readonly column: string;
  /** The setting from which the policies know who asks, such as `app.tenant_id`; or all that a session sets for a tenant. */
  readonly setting: string | ((tenant: string) => Readonly<Record<string, string>>);
  /** What the column holds for two tenants, each of which has rows. */
  readonly tenants: { readonly a: Setting<string>; readonly b: Setting<string> };
  /** The role that a session takes on, where policies do not bind the login of the target. */
  readonly role?: string;
  /** What a session without any context gets: no row, by default, or the SQLSTATE with which it is refused, such as `42704`. */
  readonly withoutContext?: 'no-rows' | { readonly sqlstate: string };
  /** That the policies bind the table's owner as well. */
  readonly bindsOwner?: boolean;
  /** A row of a tenant, where the column alone makes none that reaches the policies: for triggers, say. */
  readonly row?: (tenant: string) => Readonly<Record<string, unknown>>;
}

/** A query that must be answered from an index. */
export interface IndexUse {
  readonly index: string;
  readonly query: string;
  readonly values?: readonly unknown[];
}

export interface PostgresDatabaseOptions extends Provided {
  /** A service of the target's graph that `postgres(...)` made. */
  readonly service: string;
  /** The versions that the platform runs on, both ends included: `{ min: '16.4', max: '18' }`. */
  readonly version?: { readonly min?: Setting<string>; readonly max?: Setting<string> };
  readonly migrations?: Migrations;
  /** Milliseconds that a statement of this login may take at most, by its own settings. */
  readonly statementTimeout?: number;
  /** Sessions that work at once, as in a pool of the platform; 5 by default. */
  readonly pool?: number;
  /** Connections that must be free. Not stated, less than a tenth of all is warned of. */
  readonly headroom?: number;
  readonly rowSecurity?: readonly RowSecurity[];
  /** That pgvector finds what is nearest; in which schema it is, where that is not on the login's search path. */
  readonly vectors?: { readonly schema?: string };
  readonly indexes?: readonly IndexUse[];
  /** A `postgres(...)` service that copies this one, and the milliseconds after which it must have copied what was committed. */
  readonly replica?: { readonly service: string; readonly lag: number };
}

export interface PostgresDatabase extends PostgresDatabaseOptions {
  readonly kind: 'postgres-database';
  readonly pool: number;
}

/** A PostgreSQL database, asked directly. `postgresDatabase({ service: 'postgres' })` is enough. */
export const postgresDatabase = (options: PostgresDatabaseOptions): PostgresDatabase => ({
  kind: 'postgres-database',
  pool: 5,
  ...options,
});

export interface OtherDatabase extends Provided {
  readonly kind: 'other-database';
  readonly service: string;
  readonly product: string;
}

/** A database that is not PostgreSQL: its checks are unverified, since nobody has written them yet. */
export const otherDatabase = (product: string, options: { readonly service: string }): OtherDatabase => ({
  kind: 'other-database',
  product,
  ...options,
});
