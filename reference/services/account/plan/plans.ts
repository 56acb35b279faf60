import type { User } from '../../../kernel/auth.js';
import type { Database } from '../../../kernel/database.js';
import { essayLimits, type Plan, type PlanName } from '../schemas.js';

const planOf = (name: PlanName): Plan => ({ plan: name, limits: { essays: essayLimits[name] } });

/** The plan of one school. */
export function plansIn(database: Database) {
  return {
    current: (user: User): Promise<Plan> =>
      database.withTenant(user.schoolId, async (client) => {
        const { rows } = await client.query<{ plan: PlanName }>('SELECT plan FROM account.subscriptions');
        return planOf(rows[0]?.plan ?? 'standard');
      }),

    choose: (user: User, name: PlanName): Promise<Plan> =>
      database.withTenant(user.schoolId, async (client) => {
        await client.query(
          `INSERT INTO account.subscriptions (school_id, plan) VALUES ($1, $2)
           ON CONFLICT (school_id) DO UPDATE SET plan = excluded.plan, since = now()`,
          [user.schoolId, name],
        );
        return planOf(name);
      }),
  };
}
