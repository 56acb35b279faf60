import type { Results } from '../results.js';
import { countChips, type Tone } from './chips.js';
import { html, type Html } from './html.js';

/** What a run comes to, in a word or two. */
export function headline({ verdict, exit_code, partial }: Results): string {
  if (verdict !== null) return verdict.decision;
  if (partial) return 'stopped';
  return exit_code === 2 ? 'could not judge' : 'no verdict';
}

const TONES: Readonly<Record<string, Tone>> = { promote: 'good', rollback: 'bad', investigate: 'wait' };

/** The verdict and what forces it. */
export function banner(results: Results): Html {
  const { tests } = results;
  const told = headline(results);
  return html`<header class="card banner ${TONES[told] ?? 'wait'}">
    <h1>${told}</h1>
    ${becauseOf(results).map((text) => html`<p class="reason">${text}</p>`)}
    <p class="soft">${aboutOf(results)}</p>
    ${tests.total > 0 && countChips(tests)}
  </header>`;
}

function becauseOf({ verdict, errors, partial, selection, shard }: Results): string[] {
  const reasons = [...(verdict?.reasons.map(({ text }) => text) ?? []), ...errors];
  if (reasons.length > 0) return reasons;
  if (partial) return ['The run was stopped before its end.'];
  if (selection === 'partial') return ['Only some of the checks were chosen.'];
  return shard === null
    ? []
    : [`Shard ${shard.index} of ${shard.total}: the verdict is given on all of them together.`];
}

function aboutOf({ target, environment, build, started_at, completed_at }: Results): string {
  const seconds = (Date.parse(completed_at) - Date.parse(started_at)) / 1_000;
  return [
    `${target} (${environment})`,
    ...(build.seen === null ? [] : [`build ${build.seen}`]),
    ...(build.expected === null ? [] : [`expected ${build.expected}`]),
    `${started_at.slice(0, 19).replace('T', ' ')} UTC, ${seconds.toFixed(1)} s`,
  ].join(' · ');
}
