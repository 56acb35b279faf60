import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../target/env.js';
import { suggest } from '../target/nearest.js';
import type { KnownIssue } from '../verdict/evidence.js';
import { nameOfKnown, readKnownIssues } from '../verdict/known-issues.js';

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

type Content = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly wrong: string };

function contentOf(path: string): Content {
  try {
    return { ok: true, text: readFileSync(path, 'utf8') };
  } catch (error) {
    return { ok: false, wrong: `it cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}
