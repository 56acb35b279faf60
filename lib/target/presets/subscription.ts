import type { Json } from '../json.js';
import type { Act } from './act.js';
import type { Provided } from './provided.js';

export interface SubscriptionOptions extends Provided {
  /** Where somebody's plan is shown. */
  readonly path: string;
  /** The name of the plan in that answer. */
  readonly plan: (body: Json) => unknown;
  /** The plan that `member` is on. */
  readonly current?: string;
  /** How `subscriber` chooses another plan: the one that it is usually on, and a smaller one, whose limit `limit` states. */
  readonly change?: {
    readonly usual: string;
    readonly smaller: string;
    readonly body: (plan: string) => Readonly<Record<string, unknown>>;
    /** `PUT` by default. */
    readonly method?: 'PUT' | 'PATCH' | 'POST';
    /** Where it is chosen; by default where it is shown. */
    readonly path?: string;
    /** 200 by default. */
    readonly status?: number;
    /** How the answer is when the role `forbidden` does it. */
    readonly forbiddenStatus?: number;
  };
  /** So much fits into the plan of `subscriber`, the smaller one where there are two; what is one more is refused with this status. */
  readonly limit?: { readonly act?: Act; readonly allows: number; readonly status: number };
  /** Milliseconds after which a chosen plan, and what it allows, is in force; 2,000 by default. */
  readonly budget?: number;
}

export interface Subscription extends SubscriptionOptions {
  readonly kind: 'subscription';
  readonly budget: number;
}

/** A plan that a tenant is on, which can be shown, changed, and limits what it may do. */
export const subscription = (options: SubscriptionOptions): Subscription => ({
  kind: 'subscription',
  budget: 2_000,
  ...options,
});
