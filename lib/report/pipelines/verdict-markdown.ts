import type { Incident, KnownIssue } from '../../verdict/evidence.js';
import { firstFew } from '../first-few.js';
import { knownOf, knownStates, printKnown, sayKnown } from '../known-issues.js';
import type { Results } from '../results.js';
import { sayWayBack } from '../since.js';

const SIGNS = { promote: '✅', investigate: '⚠️', rollback: '⛔' } as const;

/** How many of a kind are told; a comment is read at a glance, and cannot be longer than 65,536 characters. */
const MOST = 10;
/** How many traces of one incident are linked to. */
const FEW = 3;
/** Characters of what a deployment said. */
const LONGEST = 400;

/** The verdict as a comment for a pull request: GitHub-flavoured Markdown of a screen or less. Pure. */
export function printVerdict(results: Results): string {
  const { verdict, tests, build, target, environment, incidents, errors } = results;
  const title = verdict === null ? 'No verdict' : `${SIGNS[verdict.decision]} ${verdict.decision}`;
  const seen = build.seen === null ? '' : `, build ${escaped(build.seen)}`;
  const wayBack = sayWayBack(results);
  return [
    `## ${title}: ${escaped(target)} (${escaped(environment)})`,
    '',
    ...(verdict?.reasons ?? []).map(({ text }) => `${escaped(text)}  `),
    ...(wayBack === undefined ? [] : [`${escaped(wayBack)}  `]),
    ...firstFew(errors, MOST, 'error', (error) => [`- ${escaped(error)}`]),
    ...firstFew(incidents, MOST, 'incident', (incident) => incidentLines(incident, knownOf(results, incident.root))),
    '',
    ...knownLines(results),
    `${tests.passed} passed, ${tests.failed} failed, ${tests.blocked} blocked, ${tests.unverified} unverified, ${tests.not_applicable} not applicable${seen}`,
    ...warningLines(results),
    '',
    `<sub>run ${results.run_id}, ${results.started_at} to ${results.completed_at}</sub>`,
    '',
  ].join('\n');
}

function knownLines(results: Results): string[] {
  const known = knownStates(results);
  if (known.length === 0) return [];
  return [...firstFew(known, MOST, 'known issue', (each) => [`- ${escaped(printKnown(each))}`]), ''];
}

/** Warnings hold nothing back, and so are folded away. */
function warningLines({ findings, checks }: Results): string[] {
  const warnings = [...findings, ...checks.flatMap((check) => check.warnings)];
  if (warnings.length === 0) return [];
  const lines = firstFew(warnings, MOST, 'warning', ({ code, service, actual, expected }) => [
    `- \`${code}\` ${escaped(`${service}: seen ${actual}, expected ${expected}`)}`,
  ]);
  const title = `${warnings.length} ${warnings.length === 1 ? 'warning' : 'warnings'}`;
  return ['', `<details><summary>${title}</summary>`, '', ...lines, '', '</details>'];
}

const incidentLines = (
  { root, summary, suspected, hint, explains, traces, log_lines }: Incident,
  known: KnownIssue | undefined,
): string[] => [
  '',
  `### ${escaped(root)}${suspected ? ' (suspected)' : ''}${known === undefined ? '' : ` (${escaped(sayKnown(known))})`}`,
  escaped(summary),
  '',
  `- try: ${escaped(hint)}`,
  `- explains ${explains.length} ${explains.length === 1 ? 'check' : 'checks'}`,
  ...firstFew(traces, FEW, 'trace', ({ url }) => [`- trace: <${url}>`]),
  ...logged(log_lines.slice(-MOST)),
];

/** Lines as they are, folded away. A fence longer than any in them cannot be closed by them. */
function logged(lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const runs = lines.flatMap((line) => line.match(/`+/g) ?? []).map(({ length }) => length);
  const fence = '`'.repeat(Math.max(2, ...runs) + 1);
  const shown = lines.map((line) => line.slice(0, LONGEST / 2));
  return ['', '<details><summary>log</summary>', '', `${fence}text`, ...shown, fence, '', '</details>'];
}

const CODE = /(`[^`]+`)/;

/** A text on one line that GitHub shows as it is: no tag, link, heading or mention, but code where it has code. */
function escaped(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const shown = line.length > LONGEST ? `${line.slice(0, LONGEST)}...` : line;
  return shown
    .split(CODE)
    .map((part) => (CODE.test(part) ? part : plain(part)))
    .join('');
}

// No backslash keeps GitHub from a mention; a space of no width does.
const plain = (text: string): string => text.replaceAll(/[\\`*_[\]<>|#~]/g, String.raw`\$&`).replaceAll('@', '@\u200B');
