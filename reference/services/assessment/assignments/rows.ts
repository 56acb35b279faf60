import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { User } from '../../../kernel/auth.js';
import { type Database, isDuplicate } from '../../../kernel/database.js';
import { ApiError } from '../../../kernel/errors.js';
import { offsetOf, type Page } from '../../../kernel/paging.js';
import type { Assignment, AssignmentChange, AssignmentQuery, NewAssignment } from './schemas.js';

interface AssignmentRow extends Omit<Assignment, 'dueAt' | 'createdAt' | 'updatedAt'> {
  readonly version: number;
  readonly dueAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** An assignment, and how often it has been changed. */
export type Versioned = Assignment & { readonly version: number };

const columns = `id, title, prompt, status, version, due_at AS "dueAt", created_at AS "createdAt", updated_at AS "updatedAt"`;

const orders: Readonly<Record<AssignmentQuery['sort'], string>> = {
  createdAt: 'created_at, id',
  '-createdAt': 'created_at DESC, id',
  title: 'lower(title), id',
};

/** The rows of one school's assignments; row-level security keeps the others out of sight. */
export function assignmentsIn(database: Database) {
  return {
    /** Under a key of the client's the same request gives the same assignment, however often it comes. */
    insert: (user: User, assignment: NewAssignment, key?: string): Promise<Versioned> =>
      refusingTakenTitles(() =>
        database.withTenant(user.schoolId, (client) =>
          key === undefined
            ? insert(client, user, assignment)
            : onceUnderKey(client, user, { key, request: assignment }, () => insert(client, user, assignment)),
        ),
      ),

    page: (user: User, query: AssignmentQuery): Promise<Page<Assignment>> =>
      database.withTenant(user.schoolId, (client) => page(client, query)),

    find: (user: User, id: string): Promise<Versioned | undefined> =>
      database.withTenant(user.schoolId, (client) => find(client, id)),

    /** Changes it, where it still is the version that is expected. */
    change: (user: User, id: string, change: AssignmentChange, expected?: number): Promise<Versioned | undefined> =>
      refusingTakenTitles(() =>
        database.withTenant(user.schoolId, async (client) => {
          const changed = await update(client, id, change, expected);
          if (changed === undefined && expected !== undefined && (await find(client, id)) !== undefined)
            throw new ApiError(412, 'changed_meanwhile', 'Somebody has changed it since it was read.');
          return changed;
        }),
      ),

    /** Tells whether there was one. */
    remove: (user: User, id: string): Promise<boolean> =>
      database.withTenant(user.schoolId, async (client) => {
        const { rowCount } = await client.query('DELETE FROM assessment.assignments WHERE id = $1', [id]);
        return rowCount === 1;
      }),
  };
}

async function find(client: PoolClient, id: string): Promise<Versioned | undefined> {
  const { rows } = await client.query<AssignmentRow>(`SELECT ${columns} FROM assessment.assignments WHERE id = $1`, [
    id,
  ]);
  return rows.map(fromRow)[0];
}

async function refusingTakenTitles<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isDuplicate(error)) throw new ApiError(409, 'title_taken', 'An assignment of this title exists.');
    throw error;
  }
}

async function onceUnderKey(
  client: PoolClient,
  user: User,
  { key, request }: { readonly key: string; readonly request: NewAssignment },
  work: () => Promise<Versioned>,
): Promise<Versioned> {
  const digest = createHash('sha256').update(JSON.stringify(request)).digest('hex');
  // Two requests under one key wait for each other.
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${user.schoolId} ${key}`]);
  const { rows } = await client.query<{ digest: string; id: string }>(
    'SELECT digest, assignment_id AS id FROM assessment.idempotency_keys WHERE key = $1',
    [key],
  );
  const [before] = rows;
  if (before && before.digest !== digest)
    throw new ApiError(422, 'key_reused', 'This Idempotency-Key was used for another request.');
  const known = before && (await find(client, before.id));
  if (known) return known;
  const created = await work();
  await client.query(
    'INSERT INTO assessment.idempotency_keys (school_id, key, digest, assignment_id) VALUES ($1, $2, $3, $4)',
    [user.schoolId, key, digest, created.id],
  );
  return created;
}

async function insert(client: PoolClient, user: User, { title, prompt, dueAt }: NewAssignment): Promise<Versioned> {
  const { rows } = await client.query<AssignmentRow>(
    `INSERT INTO assessment.assignments (school_id, created_by, title, prompt, due_at)
     VALUES ($1, $2, $3, $4, $5) RETURNING ${columns}`,
    [user.schoolId, user.id, title, prompt, dueAt],
  );
  const [row] = rows;
  if (!row) throw new Error('The new assignment has no row.');
  return fromRow(row);
}

async function page(client: PoolClient, query: AssignmentQuery): Promise<Page<Assignment>> {
  const { q = null, status = null, sort, page: number, pageSize } = query;
  const filter = `($1::text IS NULL OR strpos(lower(title), lower($1)) > 0) AND ($2::text IS NULL OR status = $2)`;
  const counted = await client.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM assessment.assignments WHERE ${filter}`,
    [q, status],
  );
  const { rows } = await client.query<AssignmentRow>(
    `SELECT ${columns} FROM assessment.assignments WHERE ${filter} ORDER BY ${orders[sort]} LIMIT $3 OFFSET $4`,
    [q, status, pageSize, offsetOf(query)],
  );
  return { items: rows.map(fromRow), total: counted.rows[0]?.total ?? 0, page: number, pageSize };
}

async function update(
  client: PoolClient,
  id: string,
  change: AssignmentChange,
  expected: number | null = null,
): Promise<Versioned | undefined> {
  const { title = null, prompt = null, status = null, dueAt = null } = change;
  // A due date can be taken away, so an absent one and a null one differ.
  const { rows } = await client.query<AssignmentRow>(
    `UPDATE assessment.assignments SET title = coalesce($2, title), prompt = coalesce($3, prompt),
       status = coalesce($4, status), due_at = CASE WHEN $5::boolean THEN $6::timestamptz ELSE due_at END,
       version = version + 1, updated_at = clock_timestamp()
     WHERE id = $1 AND ($7::int IS NULL OR version = $7) RETURNING ${columns}`,
    [id, title, prompt, status, change.dueAt !== undefined, dueAt, expected],
  );
  return rows.map(fromRow)[0];
}

function fromRow(row: AssignmentRow): Versioned {
  return {
    ...row,
    dueAt: row.dueAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
