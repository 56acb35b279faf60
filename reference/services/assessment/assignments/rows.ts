import type { PoolClient } from 'pg';
import type { User } from '../../../kernel/auth.js';
import type { Database } from '../../../kernel/database.js';
import { offsetOf, type Page } from '../../../kernel/paging.js';
import type { Assignment, AssignmentChange, AssignmentQuery, NewAssignment } from './schemas.js';

interface AssignmentRow extends Omit<Assignment, 'dueAt' | 'createdAt' | 'updatedAt'> {
  readonly dueAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const columns = `id, title, prompt, status, due_at AS "dueAt", created_at AS "createdAt", updated_at AS "updatedAt"`;

const orders: Readonly<Record<AssignmentQuery['sort'], string>> = {
  createdAt: 'created_at, id',
  '-createdAt': 'created_at DESC, id',
  title: 'lower(title), id',
};

/** The rows of one school's assignments; row-level security keeps the others out of sight. */
export function assignmentsIn(database: Database) {
  return {
    insert: (user: User, assignment: NewAssignment): Promise<Assignment> =>
      database.withTenant(user.schoolId, (client) => insert(client, user, assignment)),

    page: (user: User, query: AssignmentQuery): Promise<Page<Assignment>> =>
      database.withTenant(user.schoolId, (client) => page(client, query)),

    find: (user: User, id: string): Promise<Assignment | undefined> =>
      database.withTenant(user.schoolId, async (client) => {
        const { rows } = await client.query<AssignmentRow>(
          `SELECT ${columns} FROM assessment.assignments WHERE id = $1`,
          [id],
        );
        return rows.map(fromRow)[0];
      }),

    change: (user: User, id: string, change: AssignmentChange): Promise<Assignment | undefined> =>
      database.withTenant(user.schoolId, (client) => update(client, id, change)),

    /** Tells whether there was one. */
    remove: (user: User, id: string): Promise<boolean> =>
      database.withTenant(user.schoolId, async (client) => {
        const { rowCount } = await client.query('DELETE FROM assessment.assignments WHERE id = $1', [id]);
        return rowCount === 1;
      }),
  };
}

async function insert(client: PoolClient, user: User, { title, prompt, dueAt }: NewAssignment): Promise<Assignment> {
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

async function update(client: PoolClient, id: string, change: AssignmentChange): Promise<Assignment | undefined> {
  const { title = null, prompt = null, status = null, dueAt = null } = change;
  // A due date can be taken away, so an absent one and a null one differ.
  const { rows } = await client.query<AssignmentRow>(
    `UPDATE assessment.assignments SET title = coalesce($2, title), prompt = coalesce($3, prompt),
       status = coalesce($4, status), due_at = CASE WHEN $5::boolean THEN $6::timestamptz ELSE due_at END, updated_at = clock_timestamp()
     WHERE id = $1 RETURNING ${columns}`,
    [id, title, prompt, status, change.dueAt !== undefined, dueAt],
  );
  return rows.map(fromRow)[0];
}

function fromRow(row: AssignmentRow): Assignment {
  return {
    ...row,
    dueAt: row.dueAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
