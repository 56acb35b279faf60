import { z } from 'zod';
import { ROLES } from '../target/accounts.js';
import { CAPABILITY_NAMES } from '../target/capabilities.js';
import { GRANTS } from '../target/env.js';
import type { AreaName } from './areas.js';

/**
 * What a check and its guards note on the runner's test, for the reporter. The runner's own reports do not show notes
 * whose type begins with an underscore; people read the tags, the impact and the reason of a skip.
 */
export const NOTES = {
  /** What the check is: `CheckAbout`. */
  about: '_check',
  /** The names of the services that it needs, as JSON. */
  services: '_services',
  /** Why it did not run: `Withheld`. */
  withheld: '_withheld',
  /** A finding that does not make it red. */
  warning: '_warning',
  /** The finding that made it red. */
  finding: '_finding',
  /** The others of its describe stand on it. */
  foundation: '_foundation',
  /** The request that was answered last: `LastRequest`. */
  request: '_request',
} as const;

/** What a check states of itself. */
export const checkAboutSchema = z.object({
  level: z.number().int().min(1).max(4),
  area: z.string(),
  critical: z.boolean(),
  observe: z.boolean(),
  needs: z.array(z.enum(CAPABILITY_NAMES)),
  states: z.array(z.string()),
  services: z.array(z.string()),
  accounts: z.array(z.enum(ROLES)),
  grants: z.array(z.enum(GRANTS)),
  impact: z.string(),
});

/** What the author of a check states of it; what is left out is nothing needed, not critical. */
export interface About {
  readonly level: 1 | 2 | 3 | 4;
  readonly area: AreaName;
  /** A critical check that is red forbids promotion. */
  readonly critical?: boolean;
  /** It runs and is shown, and never moves a verdict. */
  readonly observe?: boolean;
  readonly needs?: CheckAbout['needs'];
  /** Other parts of a target, by where they stand in it: `security.rateLimit`. A target that does not state them has no use for the check. */
  readonly states?: readonly string[];
  /** The services that it is about, where it is about some in particular; the first is the accused. */
  readonly services?: readonly string[];
  readonly accounts?: CheckAbout['accounts'];
  readonly grants?: readonly CheckAbout['grants'][number][];
  /** What a red one means for people, in a few words: "nobody can sign in". */
  readonly impact: string;
}

/** What a check states, with what it leaves out. Pure. */
export const completeAbout = (stated: About): CheckAbout => ({
  level: stated.level,
  area: stated.area,
  critical: stated.critical ?? false,
  observe: stated.observe ?? false,
  needs: stated.needs ?? [],
  states: [...(stated.states ?? [])],
  services: [...(stated.services ?? [])],
  accounts: stated.accounts ?? [],
  grants: [...(stated.grants ?? [])],
  impact: stated.impact,
});

/** Why a check did not run. */
export const withheldSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('not-applicable'), reason: z.string() }),
  z.object({ outcome: z.literal('unverified'), kind: z.enum(['withheld', 'could-not']), reason: z.string() }),
  z.object({ outcome: z.literal('blocked'), by: z.string(), reason: z.string() }),
]);

export const lastRequestSchema = z.object({
  route: z.string(),
  status: z.number().nullable(),
  correlation_id: z.string(),
});

export const servicesSchema = z.array(z.string());

export type CheckAbout = z.infer<typeof checkAboutSchema>;
export type Withheld = z.infer<typeof withheldSchema>;
export type LastRequest = z.infer<typeof lastRequestSchema>;
