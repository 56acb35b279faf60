import type { PoolClient } from 'pg';
import type { Database } from '../../../kernel/database.js';
import { findUnfinished } from '../../../kernel/waiting-out.js';
import type { Ranked } from '../judge/rank.js';

export interface Job {
  readonly id: string;
  readonly schoolId: string;
  readonly title: string;
}

export interface Task {
  readonly prompt: string;
  /** Text by essay id. */
  readonly essays: ReadonlyMap<string, string>;
}

/** The judges' side of the tables. Each step tells, by `undefined` or `false`, that the assessment has been removed. */
export function workIn(database: Database) {
  return {
    unfinished: (): Promise<Job[]> => findUnfinished(database, unfinished),

    begin: (job: Job): Promise<Task | undefined> =>
      database.withTenant(job.schoolId, (client) => begin(client, job.id)),

    advance: (job: Job, done: number): Promise<boolean> =>
      database.withTenant(job.schoolId, (client) =>
        changesOne(
          client,
          "UPDATE assessment.assessments SET progress_done = $2 WHERE id = $1 AND status = 'running'",
          [job.id, done],
        ),
      ),

    finish: (job: Job, ranking: readonly Ranked[]): Promise<boolean> =>
      database.withTenant(job.schoolId, (client) => finish(client, job.id, ranking)),

    fail: (job: Job, reason: string): Promise<boolean> =>
      database.withTenant(job.schoolId, (client) =>
        changesOne(
          client,
          "UPDATE assessment.assessments SET status = 'failed', failure = $2, finished_at = now() WHERE id = $1",
          [job.id, reason],
        ),
      ),
  };
}

export type Work = ReturnType<typeof workIn>;

async function unfinished(client: PoolClient): Promise<Job[]> {
  const { rows } = await client.query<Job>(
    `SELECT id, school_id AS "schoolId", title FROM assessment.assessments WHERE status IN ('queued', 'running')
     ORDER BY created_at`,
  );
  return rows;
}

async function begin(client: PoolClient, id: string): Promise<Task | undefined> {
  const begun = await client.query<{ prompt: string }>(
    `UPDATE assessment.assessments SET status = 'running', progress_done = 0
     WHERE id = $1 AND status IN ('queued', 'running')
     RETURNING coalesce((SELECT prompt FROM assessment.assignments WHERE id = assignment_id), '') AS prompt`,
    [id],
  );
  const [row] = begun.rows;
  if (!row) return undefined;
  const { rows } = await client.query<{ id: string; text: string }>(
    'SELECT essay_id AS id, judged_text AS text FROM assessment.entries WHERE assessment_id = $1 ORDER BY essay_id',
    [id],
  );
  return { prompt: row.prompt, essays: new Map(rows.map((essay) => [essay.id, essay.text])) };
}

async function finish(client: PoolClient, id: string, ranking: readonly Ranked[]): Promise<boolean> {
  await client.query(
    `UPDATE assessment.entries AS entry
     SET rank = result.rank, score = result.score, wins = result.wins, comparisons = result.comparisons
     FROM unnest($2::uuid[], $3::int[], $4::float8[], $5::float8[], $6::int[])
       AS result (essay_id, rank, score, wins, comparisons)
     WHERE entry.assessment_id = $1 AND entry.essay_id = result.essay_id`,
    [
      id,
      ranking.map((ranked) => ranked.essayId),
      ranking.map((ranked) => ranked.rank),
      ranking.map((ranked) => ranked.score),
      ranking.map((ranked) => ranked.wins),
      ranking.map((ranked) => ranked.comparisons),
    ],
  );
  return changesOne(
    client,
    `UPDATE assessment.assessments SET status = 'finished', progress_done = progress_total, finished_at = now()
     WHERE id = $1 AND status = 'running'`,
    [id],
  );
}

async function changesOne(client: PoolClient, sql: string, values: readonly unknown[]): Promise<boolean> {
  const { rowCount } = await client.query(sql, [...values]);
  return rowCount === 1;
}
