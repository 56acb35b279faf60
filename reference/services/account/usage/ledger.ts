import type { PoolClient } from 'pg';
import * as z from 'zod';
import type { User } from '../../../kernel/auth.js';
import type { Database } from '../../../kernel/database.js';
import type { EventEnvelope } from '../../../kernel/events.js';
import { offsetOf, type Page } from '../../../kernel/paging.js';
import type { Usage, UsageQuery } from '../schemas.js';

/** What is counted, by the type of the event that tells of it, with where the event names what it is about. */
const metered: Readonly<Record<string, { readonly meter: Usage['meter']; readonly subject: string }>> = {
  'content.uploaded': { meter: 'essays', subject: 'essayId' },
  'assessment.finished': { meter: 'assessments', subject: 'assessmentId' },
};

/** Counts an act, unless the event that tells of it has been counted. */
export async function count(client: PoolClient, event: EventEnvelope): Promise<void> {
  const counted = metered[event.event_type];
  if (counted === undefined) return;
  await client.query(
    `INSERT INTO account.usage (event_id, school_id, meter, subject, at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (event_id) DO NOTHING`,
    [event.event_id, event.school_id, counted.meter, z.uuid().parse(event.data[counted.subject]), event.timestamp],
  );
}

interface UsageRow extends Omit<Usage, 'at'> {
  readonly at: Date;
}

/** What one school has used. */
export function usageIn(database: Database) {
  return {
    page: (user: User, query: UsageQuery): Promise<Page<Usage>> =>
      database.withTenant(user.schoolId, async (client) => {
        const subject = query.subject ?? null;
        const counted = await client.query<{ total: number }>(
          'SELECT count(*)::int AS total FROM account.usage WHERE $1::uuid IS NULL OR subject = $1',
          [subject],
        );
        const { rows } = await client.query<UsageRow>(
          `SELECT meter, subject, at FROM account.usage WHERE $1::uuid IS NULL OR subject = $1
           ORDER BY at DESC, event_id LIMIT $2 OFFSET $3`,
          [subject, query.pageSize, offsetOf(query)],
        );
        const items = rows.map((row) => ({ ...row, at: row.at.toISOString() }));
        return { items, total: counted.rows[0]?.total ?? 0, page: query.page, pageSize: query.pageSize };
      }),
  };
}
