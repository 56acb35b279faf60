import { z } from 'zod';
import type { Evidence } from './evidence.js';

const text = z.string().trim().min(1);

const stated = {
  /** `known-issue`: broken, and somebody is at it. `quarantine`: not to be trusted. Both still run and are shown. */
  kind: z.enum(['known-issue', 'quarantine']),
  owner: text,
  reason: text,
  /** The last day on which it holds, `YYYY-MM-DD`, UTC. */
  expires: z.iso.date(),
};

const issueSchema = z.union([z.strictObject({ check: text, ...stated }), z.strictObject({ service: text, ...stated })]);

const fileSchema = z.strictObject({ version: z.literal(1), issues: z.array(issueSchema) });

/** A check or service that must not move the verdict for the time being, with who answers for it. */
export type KnownIssue = z.infer<typeof issueSchema>;

export type KnownIssues =
  | { readonly ok: true; readonly issues: readonly KnownIssue[] }
  | { readonly ok: false; readonly problems: readonly string[] };

const nameOf = (issue: KnownIssue): string =>
  'check' in issue ? `check "${issue.check}"` : `service "${issue.service}"`;

/** Reads the text of a file of known issues. An expired one is a problem of configuration, so that none is forgotten. */
export function readKnownIssues(content: string, now: Date): KnownIssues {
  const json = parseJson(content);
  if (json === undefined) return { ok: false, problems: ['known issues: the file is not JSON'] };
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.map(sayProblem) };

  const { issues } = parsed.data;
  const today = now.toISOString().slice(0, 10);
  const names = issues.map(nameOf);
  const problems = issues.flatMap((issue, index) => [
    ...(issue.expires < today
      ? [
          `known issues: ${nameOf(issue)} of ${issue.owner} expired on ${issue.expires}: mend it, or agree on a new date`,
        ]
      : []),
    ...(names.indexOf(nameOf(issue)) < index ? [`known issues: ${nameOf(issue)} is listed twice`] : []),
  ]);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, issues };
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

const sayProblem = ({ path, message }: z.core.$ZodIssue): string =>
  `known issues: ${path.length === 0 ? 'the file' : path.join('.')}: ${message}`;

/**
 * The evidence in which what is known has no part in the verdict: a known check is merely observed, a known service
 * counts as optional. A critical check which that service blocks still counts, unless it is known as well.
 */
export function withKnownIssues(evidence: Evidence, issues: readonly KnownIssue[]): Evidence {
  const checks = new Set(issues.flatMap((issue) => ('check' in issue ? [issue.check] : [])));
  const services = new Set(issues.flatMap((issue) => ('service' in issue ? [issue.service] : [])));
  return {
    ...evidence,
    checks: evidence.checks.map((check) => (checks.has(check.id) ? { ...check, observe: true } : check)),
    nodes: evidence.nodes.map((node) => (services.has(node.name) ? { ...node, critical: false } : node)),
  };
}
