import { printFinding } from '../probes/finding.js';
import type { CheckResult, Incident } from '../verdict/evidence.js';
import { colours as pc } from './colours.js';
import { explainedBy } from './explained.js';
import { firstFew } from './first-few.js';
import { harmOf, printImpacts } from './impacts.js';
import { knownOf, knownStates, printKnown, sayKnown } from './known-issues.js';
import type { Results } from './results.js';
import { sayPast, saySince, sayWayBack, sinceOf } from './since.js';

/** How many incidents are told with all that is known of them; of the others there is a line each. */
const TOLD = 3;
/** How many lines of a kind are shown before the rest is counted. */
const MOST = 4;

const ONLY_PROBED = 'levels 1 and 2 only: `firstlight run` verifies what people do with it';

/** The summary of a run for a terminal: a screen or less, the answer first. */
export function printSummary(results: Results, { folder }: { readonly folder?: string }): string {
  return [
    '',
    headline(results),
    ...reasonsOf(results),
    ...results.incidents.slice(0, TOLD).flatMap((incident) => printIncident(incident, results)),
    ...othersOf(results),
    ...errorsOf(results),
    '',
    ...areasOf(results),
    ...knownOnes(results),
    ...withheldOf(results),
    ...warningsOf(results),
    ...slowestOf(results),
    ...firstFew(results.leftovers, MOST, 'left-over', ({ kind, id, reason }) => [
      pc.red(`left behind: ${kind} ${id}: ${reason}`),
    ]),
    ...(results.selection === 'probe' ? ['', pc.dim(ONLY_PROBED)] : []),
    ...(folder === undefined ? [] : ['', pc.dim(`reports: ${folder}`)]),
    '',
  ].join('\n');
}

function headline({
  verdict,
  exit_code,
  selection,
  shard,
  partial,
  build,
  run_id,
  target,
  environment,
}: Results): string {
  const about = pc.dim(
    `${target} (${environment})${build.seen === null ? '' : `, build ${build.seen}`}, run ${run_id}`,
  );
  if (verdict !== null) {
    const paint = verdict.decision === 'promote' ? pc.green : verdict.decision === 'rollback' ? pc.red : pc.yellow;
    return `${pc.bold(paint(verdict.decision.toUpperCase()))}  ${about}`;
  }
  if (partial) return `${pc.bold(pc.yellow('STOPPED'))}  the run was stopped before its end  ${about}`;
  if (exit_code === 2) return `${pc.bold(pc.yellow('COULD NOT JUDGE'))}  ${about}`;
  const why = selection === 'partial' ? 'only some of the checks were chosen' : `shard ${shard?.index}/${shard?.total}`;
  return `${pc.bold('NO VERDICT')}  ${why}  ${about}`;
}

const reasonsOf = (results: Results): string[] =>
  [...(results.verdict?.reasons ?? []).map(({ text }) => text), ...listed(sayWayBack(results))].map(
    (text) => `  ${text}`,
  );

const listed = (text: string | undefined): string[] => (text === undefined ? [] : [text]);

function printIncident(incident: Incident, results: Results): string[] {
  const { checks } = results;
  const explained = explainedBy(incident, checks);
  const { certain, possible } = harmOf(explained);
  const [finding] = incident.findings;
  const since = sinceOf(incident, results);
  const past = sayPast(incident.root, results);
  return [
    '',
    `${pc.red(pc.bold(incident.root))}  ${incident.summary}${asides(incident, results)}`,
    ...(finding === undefined ? [] : [`  seen      ${finding.actual}; expected ${finding.expected}`]),
    `  try       ${incident.hint}`,
    ...(incident.affects.length === 0 ? [] : [`  affects   ${incident.affects.join(', ')}`]),
    ...(explained.length < 2 ? [] : [`  explains  ${explained.length} checks that failed or are blocked`]),
    ...(certain.length === 0 ? [] : [`  impact    ${printImpacts(certain, 3)}`]),
    ...(possible.length === 0 ? [] : [`  may mean  ${printImpacts(possible, 3)}`]),
    ...(since === undefined ? [] : [`  since     ${saySince(since)}${past === undefined ? '' : `; ${past}`}`]),
    ...explained.filter(tellsMore(incident)).slice(0, 3).map(printFailure),
  ];
}

/** Whether a check says something that is not in what was seen of the service, or in the incident's own line. */
const tellsMore =
  ({ kind, root, findings }: Incident) =>
  ({ id, level, outcome }: CheckResult): boolean =>
    outcome === 'failed' && (kind === 'check' ? id !== root : level > 2 || findings.length === 0);

function asides({ root, suspected }: Incident, results: Results): string {
  const known = knownOf(results, root);
  return [...(suspected ? ['suspected'] : []), ...(known === undefined ? [] : [sayKnown(known)])]
    .map((aside) => pc.yellow(`  (${aside})`))
    .join('');
}

const printFailure = ({ id, reason }: CheckResult): string => `  failed    ${id}: ${(reason ?? '').slice(0, 160)}`;

function othersOf({ incidents }: Results): string[] {
  const others = incidents.slice(TOLD);
  return others.length === 0
    ? []
    : ['', ...firstFew(others, MOST, 'incident', ({ root, summary }) => [`${pc.red(pc.bold(root))}  ${summary}`])];
}

// A wrong configuration is told wholly, because all of it has to be mended; other errors by their beginning.
const errorsOf = ({ errors, incidents, checks }: Results): string[] => {
  const most = checks.length === 0 && incidents.length === 0 ? errors.length : MOST;
  const lines = firstFew(errors, most, 'error', (error) => error.split('\n').slice(0, 3));
  return lines.length === 0 ? [] : ['', ...lines.map((line) => `  ${line}`)];
};

function areasOf({ areas }: Results): string[] {
  const width = Math.max(0, ...areas.map(({ area }) => area.length));
  return areas.map(({ area, passed, failed, flaky, blocked, unverified, not_applicable }) => {
    const counts: Array<[number, string, (text: string) => string]> = [
      [passed, 'passed', pc.green],
      [failed, 'failed', pc.red],
      [blocked, 'blocked', pc.yellow],
      [flaky, 'flaky', pc.yellow],
      [unverified, 'unverified', pc.yellow],
      [not_applicable, 'not applicable', pc.dim],
    ];
    const told = counts.filter(([count]) => count > 0).map(([count, word, paint]) => paint(`${count} ${word}`));
    return `${area.padEnd(width)}  ${told.join(', ')}`;
  });
}

const knownOnes = (results: Results): string[] =>
  firstFew(knownStates(results), MOST, 'known issue', (known) => [pc.yellow(printKnown(known).slice(0, 200))]);

function withheldOf({ checks }: Results): string[] {
  const unverified = checks.filter(({ outcome }) => outcome === 'unverified');
  const byReason = new Map<string, number>();
  for (const { reason } of unverified) byReason.set(reason ?? '', (byReason.get(reason ?? '') ?? 0) + 1);
  return firstFew([...byReason], MOST, 'reason', ([reason, count]) => [pc.yellow(`${count} unverified: ${reason}`)]);
}

function warningsOf({ checks, findings }: Results): string[] {
  const warnings = [...findings, ...checks.flatMap(({ warnings: own }) => own)];
  return firstFew(warnings, MOST, 'warning', (finding) => [pc.yellow(printFinding(finding).slice(0, 200))]);
}

function slowestOf({ profiling }: Results): string[] {
  const slowest = Object.entries(profiling.endpoints)
    .toSorted(([, a], [, b]) => b.p95_ms - a.p95_ms)
    .slice(0, 3)
    .map(([route, { p95_ms }]) => `${route} ${Math.round(p95_ms)} ms`);
  return slowest.length === 0 ? [] : [pc.dim(`slowest (p95): ${slowest.join(', ')}`)];
}
