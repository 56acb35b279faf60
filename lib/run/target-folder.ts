import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Problem } from '../target/env.js';
import { suggest } from '../target/nearest.js';
import type { KnownIssue } from '../verdict/evidence.js';
import { nameOfKnown, readKnownIssues } from '../verdict/known-issues.js';
import { loadPolicy, type Policy, PolicyError, readPolicy, SHIPPED_POLICIES } from '../verdict/policy.js';

/** What stands in `targets/<name>/` beside the definition. */
export interface TargetFolder {
  readonly root: string;
  readonly name: string;
}

interface Known {
  readonly issues: readonly KnownIssue[];
  readonly problems: readonly Problem[];
}

/**
 * The target's known issues, from `known-issues.json`; none when there is no such file. One that has expired by the day
 * given, and one of a service that the target does not have, is a problem.
 */
export function knownIssuesIn({ root, name }: TargetFolder, services: readonly string[], day: Date): Known {
  const file = `targets/${name}/known-issues.json`;
  if (!existsSync(join(root, file))) return { issues: [], problems: [] };
  const problem = (wrong: string): Problem => ({ where: `${file}:`, wrong });

  const content = contentOf(join(root, file));
  if (!content.ok) return { issues: [], problems: [problem(content.wrong)] };
  const { issues, problems } = readKnownIssues(content.text, day);
  const strangers = issues.filter(({ service }) => service !== undefined && !services.includes(service));
  return {
    issues,
    problems: [
      ...problems,
      ...strangers.map(
        (issue) => `${nameOfKnown(issue)} is none of this target's. ${suggest(issue.service ?? '', services)}`,
      ),
    ].map(problem),
  };
}

/** The policy of that name, or all that is wrong with it; `where` is who named it. */
export type ChosenPolicy =
  | { readonly policy: Policy; readonly problems: readonly [] }
  | { readonly policy: undefined; readonly problems: readonly Problem[] };

/** Finds a policy by its name: a shipped one, or the target's own, `policies/<name>.json` in its folder. */
export function policyIn(folder: TargetFolder, name: string, where: string): ChosenPolicy {
  const own = ownPolicies(folder);
  const isOwn = own.includes(name);
  const isShipped = SHIPPED_POLICIES.includes(name);
  const file = `targets/${folder.name}/policies/${name}.json`;

  if (isOwn && isShipped) return refuse(`${file}:`, ['it is called like a shipped policy; give it a name of its own']);
  if (isShipped) return { policy: loadPolicy(name), problems: [] };
  if (!isOwn) return refuse(where, [`names no policy: "${name}". ${suggest(name, [...SHIPPED_POLICIES, ...own])}`]);
  const content = contentOf(join(folder.root, file));
  if (!content.ok) return refuse(`${file}:`, [content.wrong]);
  try {
    return { policy: readPolicy(content.text, name), problems: [] };
  } catch (error) {
    if (error instanceof PolicyError) return refuse(`${file}:`, error.problems);
    throw error;
  }
}

const refuse = (where: string, wrongs: readonly string[]): ChosenPolicy => ({
  policy: undefined,
  problems: wrongs.map((wrong) => ({ where, wrong })),
});

function ownPolicies({ root, name }: TargetFolder): string[] {
  const folder = join(root, 'targets', name, 'policies');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => basename(file, '.json'))
    .toSorted();
}

type Content = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly wrong: string };

function contentOf(path: string): Content {
  try {
    return { ok: true, text: readFileSync(path, 'utf8') };
  } catch (error) {
    return { ok: false, wrong: `it cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}
