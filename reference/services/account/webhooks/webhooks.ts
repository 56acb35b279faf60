import { randomBytes } from 'node:crypto';
import type { User } from '../../../kernel/auth.js';
import type { Database } from '../../../kernel/database.js';
import { offsetOf, type Page } from '../../../kernel/paging.js';
import type { CreatedWebhook, NewWebhook, Webhook } from '../schemas.js';

interface WebhookRow extends Omit<Webhook, 'disabledAt' | 'createdAt'> {
  readonly disabledAt: Date | null;
  readonly createdAt: Date;
}

const columns = 'id, url, event_types AS "eventTypes", disabled_at AS "disabledAt", created_at AS "createdAt"';

/** The webhooks of one school. */
export function webhooksIn(database: Database) {
  return {
    insert: (user: User, { url, eventTypes }: NewWebhook): Promise<CreatedWebhook> =>
      database.withTenant(user.schoolId, async (client) => {
        const secret = `whsec_${randomBytes(24).toString('base64url')}`;
        const { rows } = await client.query<WebhookRow>(
          `INSERT INTO account.webhooks (school_id, url, event_types, secret) VALUES ($1, $2, $3, $4)
           RETURNING ${columns}`,
          [user.schoolId, url, eventTypes, secret],
        );
        const [row] = rows;
        if (!row) throw new Error('The new webhook has no row.');
        return { ...fromRow(row), secret };
      }),

    page: (user: User, query: { page: number; pageSize: number }): Promise<Page<Webhook>> =>
      database.withTenant(user.schoolId, async (client) => {
        const counted = await client.query<{ total: number }>('SELECT count(*)::int AS total FROM account.webhooks');
        const { rows } = await client.query<WebhookRow>(
          `SELECT ${columns} FROM account.webhooks ORDER BY created_at, id LIMIT $1 OFFSET $2`,
          [query.pageSize, offsetOf(query)],
        );
        return { items: rows.map(fromRow), total: counted.rows[0]?.total ?? 0, ...query };
      }),

    /** Tells whether there was one. */
    remove: (user: User, id: string): Promise<boolean> =>
      database.withTenant(user.schoolId, async (client) => {
        const { rowCount } = await client.query('DELETE FROM account.webhooks WHERE id = $1', [id]);
        return rowCount === 1;
      }),
  };
}

function fromRow(row: WebhookRow): Webhook {
  return { ...row, disabledAt: row.disabledAt?.toISOString() ?? null, createdAt: row.createdAt.toISOString() };
}
