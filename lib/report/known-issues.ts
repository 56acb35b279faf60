import { closest } from 'fastest-levenshtein';
import { sortedUnique } from '../verdict/canonical.js';
import type { CheckResult, Evidence, KnownIssue } from '../verdict/evidence.js';
import { subjectOf } from '../verdict/outcome.js';
import type { Finding } from '../probes/finding.js';
import type { Results } from './results.js';

/** Warnings of known issues that name a check which the run did not have. Pure. */
export function strayIssues({ knownIssues, checks }: Pick<Evidence, 'knownIssues' | 'checks'>): Finding[] {
  const ids = sortedUnique(checks.map(({ id }) => id));
  return knownIssues.flatMap(({ check, owner }) =>
    check === undefined || ids.includes(check)
      ? []
      : [
          {
            code: 'config.stray-issue',
            severity: 'warn',
            cause: 'misconfigured',
            service: 'origin',
            expected: 'known issues of checks that the run has',
            actual: `no check "${check}"`,
            hint: `${nearest(check, ids)}ask ${owner} whether it can be struck from known-issues.json`,
            evidence: { check },
          },
        ],
  );
}

const nearest = (wrong: string, ids: readonly string[]): string =>
  ids.length === 0 ? '' : `if "${closest(wrong, [...ids])}" is meant, correct it; else `;

/** Who answers for what is known, and until when: `known issue of sam@example.org until 2026-03-10`. */
export const sayKnown = ({ kind, owner, expires }: KnownIssue): string =>
  `${kind === 'quarantine' ? 'quarantined by' : 'known issue of'} ${owner} until ${expires}`;

/** What is known of a check or a service. */
export const knownOf = ({ known_issues }: Results, name: string): KnownIssue | undefined =>
  known_issues.find(({ check, service }) => check === name || service === name);

/** What is known of a check, or of the service that it is about. */
export const knownOfCheck = (results: Results, check: CheckResult): KnownIssue | undefined =>
  knownOf(results, check.id) ?? knownOf(results, subjectOf(check) ?? '');

/** A known issue together with what came of it in this run. */
export interface KnownState {
  readonly issue: KnownIssue;
  /** The check's id or the service's name. */
  readonly name: string;
  /** `failed`, `passed`, `healthy`, ... */
  readonly came: string;
}

/** What came of all that is known, in the order of the file; where only some checks were chosen, of those alone. Pure. */
export const knownStates = ({ known_issues, checks, observations, selection }: Results): KnownState[] =>
  known_issues.flatMap((issue) => {
    const { check, service } = issue;
    const outcome = checks.find(({ id }) => id === check)?.outcome;
    const came = outcome ?? observations.findLast((look) => look.service === service)?.state;
    if (came === undefined && selection !== 'full') return [];
    return [{ issue, name: check ?? service ?? '', came: came ?? 'not run' }];
  });

/** A known issue in one line: what came of it, who answers for it, until when, and why. */
export function printKnown({ issue, name, came }: KnownState): string {
  const mended = issue.kind === 'known-issue' && (came === 'passed' || came === 'healthy');
  return `${name}: ${came.replace('-', ' ')}${mended ? ' (mended?)' : ''}, ${sayKnown(issue)}: ${issue.reason}`;
}
