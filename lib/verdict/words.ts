import type { Cause, Finding } from '../probes/finding.js';
import type { CheckResult } from './evidence.js';

const WRONG: Readonly<Record<Cause, string>> = {
  'not-started': 'is not running',
  unreachable: 'cannot be reached',
  unhealthy: 'is unhealthy',
  erroring: 'answers with errors',
  slow: 'is too slow',
  misconfigured: 'is misconfigured',
  unauthorised: 'refuses access',
  'contract-drift': 'does not keep its contract',
  'stale-build': 'runs another build than expected',
  data: 'lacks data or has wrong data',
  certificate: 'presents a bad certificate',
};

const LOOK: Readonly<Record<string, string>> = {
  postgres: '`pg_isready -h HOST -p PORT`',
  redis: '`redis-cli -h HOST -p PORT ping`',
  s3: '`curl -i http://HOST:PORT/`',
  tcp: '`nc -vz HOST PORT`',
};

/** A list as one says it: `a, b and c`. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** A count with its noun: `1 check`, `3 checks`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** What is wrong with a service that was seen failing. */
export const sayFailing = (members: readonly string[], cause: Cause, finding: Finding | undefined): string => {
  const cycle = members.length > 1 ? ', which need each other,' : '';
  const wrong = members.length > 1 ? `fail (${cause})` : WRONG[cause];
  return `${listed(members)}${cycle} ${wrong}${finding === undefined ? '' : `: ${finding.actual}`}`;
};

/** What is wrong with a service that nobody saw, but whose dependents fail. */
export const saySuspected = (members: readonly string[], accusers: readonly string[]): string =>
  accusers.length === 0
    ? `${listed(members)} is suspected: it is said to block checks and was not seen`
    : `${listed(members)} is suspected: ${listed(accusers)} ${accusers.length === 1 ? 'points' : 'point'} to it, and it cannot be seen from here`;

/** A service that failed during the run and was healthy at its end. */
export const sayUnstable = (name: string, finding: Finding | undefined): string =>
  `${name} failed during the run and was healthy at its end${finding === undefined ? '' : `: ${finding.actual}`}`;

/** What to do about a service for which no finding says it. */
export const hintForService = (name: string, kind: string): string =>
  LOOK[kind] === undefined
    ? `look at ${name} with \`npx firstlight probe\` and read its log`
    : `from where ${name} runs: ${LOOK[kind]}; with the grant \`direct\` this run would look itself`;

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** What opens the trace of a check, to be typed. */
export const commandForTrace = (id: string): string => `npx firstlight report --trace ${quoted(id)}`;

/** What to do about a check that fails although all that it needs is healthy. */
export const hintForCheck = ({ id, title, attachments }: Pick<CheckResult, 'id' | 'title' | 'attachments'>): string =>
  attachments.some(({ name }) => name === 'trace')
    ? `\`${commandForTrace(id)}\` shows what it did`
    : `\`npx playwright test --grep ${quoted(escaped(title))}\` runs only this check again`;

const escaped = (title: string): string => title.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** What is wrong when checks fail although all that they need is healthy. */
export const sayBroken = (
  { title, services: [service], reason, foundation }: Pick<CheckResult, 'title' | 'services' | 'reason' | 'foundation'>,
  checks: number,
): string =>
  [
    checks === 1
      ? `"${title}" fails`
      : foundation
        ? `"${title}" fails, and ${checks - 1} more that stand on it`
        : `"${title}" and ${checks - 1} more fail alike`,
    service === undefined ? '' : `, though ${service} is healthy`,
    reason === null ? '' : `: ${reason}`,
  ].join('');
