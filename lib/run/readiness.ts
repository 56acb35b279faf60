import { setTimeout as pause } from 'node:timers/promises';
import type { Cause, Finding } from '../probes/finding.js';
import type { Observation } from '../verdict/evidence.js';

/** What a fresh deployment may still be, and what will pass: all else is waited for in vain. */
const PASSES_WITH_TIME: readonly Cause[] = ['not-started', 'unreachable', 'unhealthy', 'stale-build'];

/** Healthy looks in a row before a deployment counts as ready: one may come from an instance that is about to go. */
export const IN_A_ROW = 2;

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 2_000;

/** One round of looks at everything that matters for readiness. */
export interface Round {
  readonly observations: readonly Observation[];
  /** What is wrong with the deployment as a whole, such as its build. */
  readonly findings: readonly Finding[];
}

export interface ReadinessOptions<R extends Round> {
  readonly look: () => Promise<R>;
  /** Milliseconds that the deployment may take; at 0 one bad round is enough. */
  readonly grace: number;
  /** Whether a service's state counts; an optional one that stays down must not use up the grace. */
  readonly matters: (service: string) => boolean;
  readonly say: (line: string) => void;
  readonly sleep?: (ms: number) => Promise<unknown>;
  readonly now?: () => number;
}

/**
 * Looks until the deployment is well several times in a row, or until its grace is over, or until something is wrong
 * that waiting does not cure. Returns every round: a service that flapped was not well. It never throws for a deployment
 * that is down.
 */
export async function awaitReadiness<R extends Round>(options: ReadinessOptions<R>): Promise<readonly R[]> {
  const { look, grace, matters, say, sleep = pause, now = () => performance.now() } = options;
  const end = now() + grace;
  const rounds: R[] = [];
  let well = 0;
  let gap = FIRST_PAUSE;
  for (;;) {
    const round = await look();
    rounds.push(round);
    const wrong = failuresOf(round).filter(({ service }) => matters(service));
    well = wrong.length === 0 ? well + 1 : 0;
    if (well >= IN_A_ROW) return rounds;
    const curable = wrong.every(({ cause }) => PASSES_WITH_TIME.includes(cause));
    if (wrong.length > 0 && (!curable || now() + gap > end)) return rounds;
    if (wrong.length > 0) say(waitingFor(wrong, end - now()));
    await sleep(wrong.length > 0 ? gap : 0);
    gap = wrong.length > 0 ? Math.min(gap * 2, LONGEST_PAUSE) : FIRST_PAUSE;
  }
}

const failuresOf = ({ observations, findings }: Round): Finding[] =>
  [...observations.flatMap((each) => each.findings), ...findings].filter(({ severity }) => severity === 'fail');

function waitingFor(wrong: readonly Finding[], left: number): string {
  const names = [...new Set(wrong.map(({ service }) => service))].join(', ');
  return `waiting for ${names}: ${wrong[0]?.actual ?? 'not ready'} (${Math.ceil(left / 1_000)} s left)`;
}
