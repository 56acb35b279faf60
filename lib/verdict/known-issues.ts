import { z } from 'zod';
import { type CheckResult, type Evidence, type KnownIssue, knownIssueSchema } from './evidence.js';
import { subjectOf } from './outcome.js';
import { placesOf } from './places.js';

const fileSchema = z.strictObject({ version: z.literal(1), issues: z.array(knownIssueSchema) });

/** What a file of known issues says, and all that is wrong with it: one problem is enough for it not to be used. */
export interface KnownIssues {
  readonly issues: readonly KnownIssue[];
  readonly problems: readonly string[];
}

/** What is known, as one names it: `check "files have pages"`. */
export const nameOfKnown = ({ check, service }: KnownIssue): string =>
  check === undefined ? `service "${service}"` : `check "${check}"`;

/** Reads the text of a file of known issues. An expired one is a problem of configuration, so that none is forgotten. */
export function readKnownIssues(content: string, now: Date): KnownIssues {
  const json = parseJson(content);
  if (json === undefined) return { issues: [], problems: ['this is not JSON'] };
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) return { issues: [], problems: placesOf(parsed.error) };

  const { issues } = parsed.data;
  const today = now.toISOString().slice(0, 10);
  const names = issues.map(nameOfKnown);
  const problems = issues.flatMap((issue, index) => {
    const name = nameOfKnown(issue);
    const expired = `${name} of ${issue.owner} expired on ${issue.expires}: mend it, or agree on a new date`;
    return [
      ...(issue.expires < today ? [expired] : []),
      ...(names.indexOf(name) < index ? [`${name} is listed twice`] : []),
    ];
  });
  return { issues, problems };
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

/**
 * The evidence in which what is known has no part in the verdict: a known check is merely observed, and so are the own checks
 * of a known service, which counts as optional. A critical check which that service blocks still counts, unless it is known
 * as well.
 */
export function withKnownIssues(evidence: Evidence): Evidence {
  const { knownIssues, checks, nodes } = evidence;
  const known = new Set(knownIssues.flatMap(({ check }) => check ?? []));
  const services = new Set(knownIssues.flatMap(({ service }) => service ?? []));
  const isKnown = (check: CheckResult): boolean => known.has(check.id) || services.has(subjectOf(check) ?? '');
  return {
    ...evidence,
    checks: checks.map((check) => (isKnown(check) ? { ...check, observe: true } : check)),
    nodes: nodes.map((node) => (services.has(node.name) ? { ...node, critical: false } : node)),
  };
}
