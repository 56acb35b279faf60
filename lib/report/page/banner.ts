import type { Incident } from '../../verdict/evidence.js';
import type { Results } from '../results.js';
import { dayOf } from '../since.js';
import { type Warning, warningsOf } from './asides.js';
import { countChips, type Tone } from './chips.js';
import { facts } from './facts.js';
import { clipped, html, type Html } from './html.js';

/** What a run comes to, in a word or two. */
export function headline({ verdict, exit_code, partial }: Results): string {
  if (verdict !== null) return verdict.decision;
  if (partial) return 'stopped';
  return exit_code === 2 ? 'could not judge' : 'no verdict';
}

const TONES: Readonly<Record<string, Tone>> = {
  promote: 'good',
  rollback: 'bad',
  'no verdict': 'calm',
};

/** How what a run comes to is coloured. */
export const toneOf = (results: Results): Tone =>
  results.incidents.length > 0 && results.verdict === null ? 'bad' : (TONES[headline(results)] ?? 'wait');

/** The verdict, what forces it, and what one has to know within ten seconds. */
export function banner(results: Results): Html {
  const { tests, incidents } = results;
  const [first, ...others] = incidents;
  return html`<header class="banner ${toneOf(results)}">
    <h1>${headline(results)}</h1>
    ${toldReasons(results).map((text) => html`<p class="reason">${text}</p>`)}
    ${first !== undefined && facts(first, results)} ${besides(others)} ${toLookAt(warningsOf(results))}
    <p class="soft">${aboutOf(results)}</p>
    ${tests.total > 0 && countChips(tests)}
  </header>`;
}

/** Other incidents that are told at the top: one of them may name what the first suffers from. */
const OTHERS = 4;

function besides(incidents: readonly Incident[]): Html | false {
  const more = incidents.length - OTHERS;
  return (
    incidents.length > 0 &&
    html`<ul aria-label="Other incidents">
      ${incidents
        .slice(0, OTHERS)
        .map(({ summary }, place) => html`<li><a href="#incident-${place + 2}">${clipped(summary, 240)}</a></li>`)}
      ${more > 0 && html`<li><a href="#incidents">and ${more} more</a></li>`}
    </ul>`
  );
}

/** Warnings that are told at the top. */
const TOLD = 2;

function toLookAt(warnings: readonly Warning[]): Html | false {
  const more = warnings.length - TOLD;
  return (
    warnings.length > 0 &&
    html`<p>
      <a href="#warnings">Warned of</a>:
      ${warnings
        .slice(0, TOLD)
        .map(({ finding: { service, actual, expected } }) =>
          clipped(`${service}: ${actual}, expected ${expected}`, 160),
        )
        .join('; ')}${more > 0 && `; and ${more} more`}
    </p>`
  );
}

/** Reasons, and characters of each, that leave room for what one has to know. */
const MOST = 3;
const LONG = 300;

/** A wrong configuration is told wholly, because all of it has to be mended. */
function toldReasons(results: Results): string[] {
  const reasons = becauseOf(results);
  if (results.checks.length === 0) return reasons;
  const more = reasons.length - MOST;
  return [...reasons.slice(0, MOST).map((text) => clipped(text, LONG)), ...(more > 0 ? [`and ${more} more`] : [])];
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
    build.seen === null ? 'build unknown' : `build ${build.seen}`,
    ...(build.expected === null ? [] : [build.expected === build.seen ? 'as expected' : `expected ${build.expected}`]),
    `${dayOf(started_at)}, ${seconds.toFixed(1)} s`,
  ].join(' · ');
}
