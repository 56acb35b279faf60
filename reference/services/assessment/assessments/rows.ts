import type { PoolClient } from 'pg';
import type { User } from '../../../kernel/auth.js';
import type { Database } from '../../../kernel/database.js';
import { offsetOf, type Page } from '../../../kernel/paging.js';
import type { Assessment, AssessmentQuery, AssessmentResult, NewAssessment, RankedEssay } from './schemas.js';
import type { EssayText } from './essay-texts.js';

interface AssessmentRow extends Omit<Assessment, 'progress' | 'createdAt' | 'finishedAt'> {
  readonly done: number;
  readonly total: number;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

const columns = `id, title, assignment_id AS "assignmentId", status, progress_done AS done, progress_total AS total,
  failure, created_at AS "createdAt", finished_at AS "finishedAt"`;

/** What a school's staff see of its assessments; row-level security keeps the other schools out of sight. */
export function assessmentsIn(database: Database) {
  return {
    hasAssignment: (user: User, id: string): Promise<boolean> =>
      database.withTenant(user.schoolId, async (client) => {
        const { rowCount } = await client.query('SELECT 1 FROM assessment.assignments WHERE id = $1', [id]);
        return rowCount === 1;
      }),

    insert: (user: User, wanted: NewAssessment, essays: readonly EssayText[], total: number): Promise<Assessment> =>
      database.withTenant(user.schoolId, (client) => insert(client, user, wanted, essays, total)),

    page: (user: User, query: AssessmentQuery): Promise<Page<Assessment>> =>
      database.withTenant(user.schoolId, (client) => page(client, query)),

    find: (user: User, id: string): Promise<AssessmentResult | undefined> =>
      database.withTenant(user.schoolId, (client) => find(client, id)),

    /** Tells whether there was one. Judges who are at work on it stop when they notice. */
    remove: (user: User, id: string): Promise<boolean> =>
      database.withTenant(user.schoolId, async (client) => {
        const { rowCount } = await client.query('DELETE FROM assessment.assessments WHERE id = $1', [id]);
        return rowCount === 1;
      }),
  };
}

async function insert(
  client: PoolClient,
  user: User,
  { title, assignmentId }: NewAssessment,
  essays: readonly EssayText[],
  total: number,
): Promise<Assessment> {
  const { rows } = await client.query<AssessmentRow>(
    `INSERT INTO assessment.assessments (school_id, created_by, assignment_id, title, progress_total)
     VALUES ($1, $2, $3, $4, $5) RETURNING ${columns}`,
    [user.schoolId, user.id, assignmentId, title, total],
  );
  const [row] = rows;
  if (!row) throw new Error('The new assessment has no row.');
  await client.query(
    `INSERT INTO assessment.entries (assessment_id, school_id, essay_id, title, judged_text)
     SELECT $1, $2, * FROM unnest($3::uuid[], $4::text[], $5::text[])`,
    [
      row.id,
      user.schoolId,
      essays.map((essay) => essay.id),
      essays.map((essay) => essay.title),
      essays.map((essay) => essay.text),
    ],
  );
  return fromRow(row);
}

async function page(client: PoolClient, query: AssessmentQuery): Promise<Page<Assessment>> {
  const { q = null, status = null, page: number, pageSize } = query;
  const filter = `($1::text IS NULL OR strpos(lower(title), lower($1)) > 0) AND ($2::text IS NULL OR status = $2)`;
  const counted = await client.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM assessment.assessments WHERE ${filter}`,
    [q, status],
  );
  const { rows } = await client.query<AssessmentRow>(
    `SELECT ${columns} FROM assessment.assessments WHERE ${filter} ORDER BY created_at DESC, id LIMIT $3 OFFSET $4`,
    [q, status, pageSize, offsetOf(query)],
  );
  return { items: rows.map(fromRow), total: counted.rows[0]?.total ?? 0, page: number, pageSize };
}

async function find(client: PoolClient, id: string): Promise<AssessmentResult | undefined> {
  const { rows } = await client.query<AssessmentRow>(`SELECT ${columns} FROM assessment.assessments WHERE id = $1`, [
    id,
  ]);
  const [row] = rows;
  if (row?.status !== 'finished') return row && fromRow(row);
  const entries = await client.query<RankedEssay>(
    `SELECT rank, essay_id AS "essayId", title, score, wins, comparisons FROM assessment.entries
     WHERE assessment_id = $1 ORDER BY rank, essay_id`,
    [id],
  );
  return { ...fromRow(row), ranking: entries.rows };
}

function fromRow({ done, total, createdAt, finishedAt, ...row }: AssessmentRow): Assessment {
  return {
    ...row,
    progress: { done, total },
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
