import { z } from 'zod';
import defaultPolicy from './policies/default.json' with { type: 'json' };
import matrix from './policies/matrix.json' with { type: 'json' };
import percent20 from './policies/percent-20.json' with { type: 'json' };
import { placesOf } from './places.js';

const CODE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const code = z.string().regex(CODE, 'a code is words in lower case, joined by hyphens');
const percent = z.number().min(0).max(100);

/** Which checks a rule looks at; an empty selection is all of them. */
const selectionSchema = z.strictObject({
  levels: z.array(z.number().int().min(1).max(4)).min(1).optional(),
  areas: z.array(z.string()).min(1).optional(),
  critical: z.literal(true).optional(),
  /** Only failures that speak against the deployment: not those of data, nor a check held back by what did not fail. */
  evident: z.literal(true).optional(),
});

/**
 * A rule forces its decision when enough of its checks fail. That is all a rule can say, on purpose: with it no policy,
 * also of a target's own, can answer a worse result with a better verdict.
 */
const ruleSchema = z.strictObject({
  code,
  decision: z.enum(['investigate', 'rollback']),
  of: selectionSchema.default({}),
  /** Percent of the executed and the blocked ones. `moreThan: 0` is one check, `atLeast: 100` is all of them. */
  failing: z.union([z.strictObject({ moreThan: percent }), z.strictObject({ atLeast: percent.gt(0) })]),
});

/** A policy: what it takes to hold a deployment back, as data. */
export const policySchema = z.strictObject({
  name: code,
  /** Goes up with each change of the policy's meaning. */
  version: z.number().int().positive(),
  description: z.string(),
  services: z.strictObject({
    /** A critical service was seen failing. */
    failing: z.enum(['investigate', 'rollback']),
    /** A critical service is suspected and nobody could see it. */
    suspected: z.enum(['promote', 'investigate', 'rollback']),
    /** A critical third party fails, or a service of ours because of it. Never a reason to roll back. */
    external: z.enum(['promote', 'investigate']),
  }),
  /** Whether a check that passed only when repeated holds promotion back. */
  flaky: z.enum(['holds', 'passes']),
  rules: z.array(ruleSchema),
  /** The code of the reason when nothing holds the deployment back. */
  promote: code,
});

export type Policy = z.infer<typeof policySchema>;
export type Rule = Policy['rules'][number];

/** A policy that does not exist or cannot be read. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  readonly code = 'SMOKE_POLICY_INVALID';

  constructor(
    /** All that is wrong, each with its exact place. */
    readonly problems: readonly string[],
  ) {
    super(problems.join('\n'));
  }
}

/** Parses the content of a policy's file. Throws `PolicyError`. */
export function parsePolicy(content: unknown): Policy {
  const parsed = policySchema.safeParse(content);
  if (!parsed.success) throw new PolicyError(placesOf(parsed.error));
  return parsed.data;
}

/** Reads the text of a policy's file, which is called like the policy. Throws `PolicyError`. */
export function readPolicy(text: string, name: string): Policy {
  const policy = parsePolicy(jsonOf(text));
  if (policy.name === name) return policy;
  throw new PolicyError([`name: it is "${policy.name}", and the file is called "${name}"`]);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PolicyError(['this is not JSON']);
  }
}

const SHIPPED: Readonly<Record<string, unknown>> = { default: defaultPolicy, 'percent-20': percent20, matrix };

/** The names of the policies that come with Firstlight. */
export const SHIPPED_POLICIES: readonly string[] = Object.keys(SHIPPED);

/** A shipped policy. Throws `PolicyError` when there is none of that name. */
export function loadPolicy(name: string): Policy {
  if (!Object.hasOwn(SHIPPED, name)) {
    throw new PolicyError([`there is no policy "${name}": there are ${SHIPPED_POLICIES.join(', ')}`]);
  }
  return parsePolicy(SHIPPED[name]);
}
