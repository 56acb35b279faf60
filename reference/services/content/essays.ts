import type { PoolClient } from 'pg';
import type { User } from '../../kernel/auth.js';
import type { Database } from '../../kernel/database.js';
import { ApiError } from '../../kernel/errors.js';
import { offsetOf, type Page } from '../../kernel/paging.js';
import type { Essay, EssayQuery } from './schemas.js';
import type { Upload } from './upload.js';

export interface StoredEssay extends Essay {
  readonly storageKey: string;
}

interface EssayRow extends Omit<StoredEssay, 'createdAt'> {
  readonly createdAt: Date;
}

const columns = `id, title, filename, content_type AS "contentType", size_bytes AS size, checksum, words,
  assignment_id AS "assignmentId", owner_id AS "ownerId", school_id AS "schoolId", storage_key AS "storageKey",
  created_at AS "createdAt"`;

export interface NewEssay {
  readonly id: string;
  readonly storageKey: string;
  readonly owner: User;
  readonly upload: Upload;
  /** How many essays the school may keep; null for as many as it likes. */
  readonly limit: number | null;
}

/** The rows of one school's essays; row-level security keeps the others out of sight. */
export function essaysIn(database: Database) {
  return {
    insert: (essay: NewEssay): Promise<StoredEssay> =>
      database.withTenant(essay.owner.schoolId, async (client) => {
        if (essay.limit !== null) await requireRoom(client, essay.owner.schoolId, essay.limit);
        return insert(client, essay);
      }),

    page: (user: User, query: EssayQuery): Promise<Page<StoredEssay>> =>
      database.withTenant(user.schoolId, (client) => page(client, query)),

    find: (user: User, id: string): Promise<StoredEssay | undefined> =>
      database.withTenant(user.schoolId, (client) => find(client, id)),

    /** Removes the row if `removeObject` succeeds, so that neither is left without the other. */
    remove: (user: User, essay: StoredEssay, removeObject: () => Promise<void>): Promise<void> =>
      database.withTenant(user.schoolId, async (client) => {
        await client.query('DELETE FROM content.essays WHERE id = $1', [essay.id]);
        await removeObject();
      }),
  };
}

/** Of two uploads at the same time the second counts the first. */
async function requireRoom(client: PoolClient, schoolId: string, limit: number): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended('content.essays ' || $1, 0))", [schoolId]);
  const { rows } = await client.query<{ kept: number }>('SELECT count(*)::int AS kept FROM content.essays');
  if ((rows[0]?.kept ?? 0) < limit) return;
  throw new ApiError(402, 'plan_limit_reached', `The plan of the school allows ${limit} essays.`);
}

async function insert(client: PoolClient, { id, storageKey, owner, upload }: NewEssay): Promise<StoredEssay> {
  const { title, assignmentId, file } = upload;
  const { rows } = await client.query<EssayRow>(
    `INSERT INTO content.essays (id, school_id, owner_id, assignment_id, title, filename, content_type, size_bytes,
       checksum, words, storage_key)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING ${columns}`,
    [
      id,
      owner.schoolId,
      owner.id,
      assignmentId,
      title,
      file.filename,
      file.contentType,
      file.bytes.length,
      file.checksum,
      file.words,
      storageKey,
    ],
  );
  const [row] = rows;
  if (!row) throw new Error('The new essay has no row.');
  return fromRow(row);
}

async function page(client: PoolClient, query: EssayQuery): Promise<Page<StoredEssay>> {
  const { q = null, assignmentId = null, ids = null, page: number, pageSize } = query;
  const filter = `($1::text IS NULL OR strpos(lower(title), lower($1)) > 0)
    AND ($2::uuid IS NULL OR assignment_id = $2) AND ($3::uuid[] IS NULL OR id = ANY ($3))`;
  const values = [q, assignmentId, ids];
  const counted = await client.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM content.essays WHERE ${filter}`,
    values,
  );
  const { rows } = await client.query<EssayRow>(
    `SELECT ${columns} FROM content.essays WHERE ${filter} ORDER BY created_at DESC, id LIMIT $4 OFFSET $5`,
    [...values, pageSize, offsetOf(query)],
  );
  return { items: rows.map(fromRow), total: counted.rows[0]?.total ?? 0, page: number, pageSize };
}

async function find(client: PoolClient, id: string): Promise<StoredEssay | undefined> {
  const { rows } = await client.query<EssayRow>(`SELECT ${columns} FROM content.essays WHERE id = $1`, [id]);
  return rows.map(fromRow)[0];
}

function fromRow(row: EssayRow): StoredEssay {
  return { ...row, createdAt: row.createdAt.toISOString() };
}
