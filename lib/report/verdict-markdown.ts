import type { Incident } from '../verdict/evidence.js';
import type { Results } from './results.js';

const SIGNS = { promote: '✅', investigate: '⚠️', rollback: '⛔' } as const;

/** The verdict as a comment for a pull request: GitHub-flavoured Markdown of a screen or less. */
export function printVerdict(results: Results): string {
  const { verdict, tests, build, target, environment, incidents, errors } = results;
  const title = verdict === null ? 'No verdict' : `${SIGNS[verdict.decision]} ${verdict.decision}`;
  const seen = build.seen === null ? '' : `, build \`${build.seen}\``;
  return [
    `## ${title}: ${target} (${environment})`,
    '',
    ...(verdict?.reasons ?? []).map(({ text }) => `${escaped(text)}  `),
    ...errors.map((error) => `- ${escaped(error)}`),
    ...incidents.flatMap(incidentLines),
    '',
    `${tests.passed} passed, ${tests.failed} failed, ${tests.blocked} blocked, ${tests.unverified} unverified, ${tests.not_applicable} not applicable${seen}`,
    '',
    `<sub>run ${results.run_id}, ${results.started_at} to ${results.completed_at}</sub>`,
    '',
  ].join('\n');
}

const incidentLines = ({ root, summary, suspected, hint, explains }: Incident): string[] => [
  '',
  `### ${escaped(root)}${suspected ? ' (suspected)' : ''}`,
  escaped(summary),
  '',
  `- try: ${hint}`,
  `- explains ${explains.length} ${explains.length === 1 ? 'check' : 'checks'}`,
];

const escaped = (text: string): string => text.replaceAll(/[<>|*_]/g, (sign) => `\\${sign}`);
