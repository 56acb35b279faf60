import type { Finding } from '../../probes/finding.js';
import type { Environment } from '../../target/env.js';
import type { Results } from '../results.js';

/** GitHub shows ten errors and ten warnings of a step (https://docs.github.com/actions/reference/limits). */
const MOST = 10;

/**
 * The results as annotations of GitHub Actions: the verdict, each root cause, and warnings, as commands that the runner reads from
 * the output. Pure.
 */
export function printAnnotations(results: Results): string {
  const { verdict, exit_code, incidents, errors, findings, checks, target, environment } = results;
  const warnings = [...findings, ...checks.flatMap((check) => check.warnings)];
  const about = `${target} (${environment})`;
  const decided = verdict?.decision ?? (exit_code === 0 ? 'passed' : 'no verdict');
  const why = verdict?.reasons.map(({ text }) => text) ?? errors;
  return [
    exit_code === 0
      ? command('notice', `${decided}: ${about}`, why.join('\n') || decided)
      : command('error', `${decided}: ${about}`, why.join('\n') || decided),
    // What did not hold the deployment back must not look as if it had.
    ...incidents
      .slice(0, MOST - 1)
      .map(({ root, summary, hint }) =>
        command(exit_code === 0 ? 'warning' : 'error', `incident: ${root}`, `${summary}\ntry: ${hint}`),
      ),
    ...warnings.slice(0, MOST).map(warningOf),
  ].join('\n');
}

/** The annotations, where a job of GitHub Actions reads them. */
export const annotationsIn = ({ GITHUB_ACTIONS: github }: Environment, results: Results): string[] =>
  github === 'true' ? [printAnnotations(results)] : [];

const warningOf = ({ code, service, actual, expected, hint }: Finding): string =>
  command('warning', `${code}: ${service}`, `seen ${actual}, expected ${expected}\ntry: ${hint}`);

const command = (kind: 'error' | 'warning' | 'notice', title: string, message: string): string =>
  `::${kind} title=${property(title)}::${data(message)}`;

// As the runner undoes it: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
