import type { Incident } from '../verdict/evidence.js';
import { explainedBy } from './explained.js';
import type { Results } from './results.js';

/** Since when something is broken, as far as one run can tell. Times are ISO 8601. */
export interface Since {
  /** When it was first seen broken. */
  readonly at: string;
  /** How far into the run that was. */
  readonly after_s: number;
  /** When it was last seen well before that; null when the run never saw it well, or cannot tell. */
  readonly well_at: string | null;
}

/** Since when an incident is there; undefined when nothing of it was seen at a known time. Pure. */
export function sinceOf(
  incident: Incident,
  { observations, checks, started_at }: Pick<Results, 'observations' | 'checks' | 'started_at'>,
): Since | undefined {
  const { kind, members } = incident;
  const looks = kind === 'service' ? observations.filter(({ service }) => members.includes(service)) : [];
  const failing = looks.filter(({ state }) => state === 'failing').map((look) => Date.parse(look.at));
  const red = explainedBy(incident, checks)
    .filter(({ outcome }) => outcome === 'failed')
    .flatMap((check) => (check.started_at === null ? [] : [Date.parse(check.started_at) + check.duration_ms]));
  const seen = failing.length > 0 ? failing : red;
  if (seen.length === 0) return undefined;
  const first = seen.reduce((a, b) => Math.min(a, b));
  const well = looks
    .filter(({ state, at }) => (state === 'healthy' || state === 'degraded') && Date.parse(at) < first)
    .map(({ at }) => at)
    .toSorted();
  return {
    at: new Date(first).toISOString(),
    after_s: Math.max(0, first - Date.parse(started_at)) / 1_000,
    well_at: well.at(-1) ?? null,
  };
}

/** A moment for people: `11:05:43`, UTC. */
export const timeOfDay = (at: string): string => at.slice(11, 19);

/** A moment for people: `2026-11-21 11:05:43 UTC`. */
export const dayOf = (at: string): string => `${at.slice(0, 10)} ${timeOfDay(at)} UTC`;

/** `11:05:43 UTC, 1.2 s into the run; seen well at 11:05:41`. */
export const saySince = ({ at, after_s, well_at }: Since): string =>
  `${timeOfDay(at)} UTC, ${after_s.toFixed(1)} s into the run${
    well_at === null ? '' : `; seen well at ${timeOfDay(well_at)}`
  }`;

/** What earlier runs tell of since when a root is broken, or when all was last well; undefined when there are none. */
export function sayPast(root: string, { history }: Pick<Results, 'history'>): string | undefined {
  if (history === undefined || history.runs === 0) return undefined;
  const before = history.since[root];
  const good = history.last_good;
  const promoted = good === null ? 'no run was promoted yet' : `last promoted: ${runIn(good)}`;
  return before === undefined
    ? promoted
    : `broken since ${runIn(before)}, ${before.runs + 1} runs in a row; ${promoted}`;
}

/** What a rollback leads back to, as far as earlier runs tell; undefined for another verdict. Pure. */
export function sayWayBack({
  verdict,
  history,
  build,
}: Pick<Results, 'verdict' | 'history' | 'build'>): string | undefined {
  const good = history?.last_good;
  if (verdict?.decision !== 'rollback' || good === undefined || good === null) return undefined;
  const promoted = `promoted ${dayOf(good.started_at)}`;
  if (good.build === null) return `roll back to what was ${promoted}`;
  return good.build === build.seen
    ? `build ${good.build} itself was ${promoted}: look for what else has changed since`
    : `roll back to build ${good.build}, ${promoted}`;
}

const runIn = ({ started_at, build }: { readonly started_at: string; readonly build: string | null }): string =>
  `${dayOf(started_at)}, build ${build ?? 'unknown'}`;
