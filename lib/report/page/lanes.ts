import { grouped } from '../../verdict/canonical.js';
import type { CheckResult, Outcome } from '../../verdict/evidence.js';

/** A stretch of time in which a check, or several too short to tell apart, was under way. Seconds into the run. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly outcome: Outcome;
  readonly ids: readonly string[];
}

/** What one worker did; of a probe, which asks everything at once, a part of it. */
export interface Lane {
  readonly worker: number;
  readonly spans: readonly Span[];
}

/** Lanes of a worker at the most: beyond that there is nothing to be seen. */
const MOST = 8;

/**
 * What each worker did when: spans of one lane do not overlap, and neighbours of the same outcome that are shorter than
 * `shortest` seconds together are one. Pure.
 */
export function lanesOf(checks: readonly CheckResult[], startedAt: string, shortest: number): Lane[] {
  const begin = Date.parse(startedAt);
  const ran = checks.flatMap(({ id, outcome, started_at, duration_ms, worker }) => {
    if (started_at === null || worker === null) return [];
    const start = (Date.parse(started_at) - begin) / 1_000;
    return [{ worker, span: { start, end: start + duration_ms / 1_000, outcome, ids: [id] } }];
  });
  const byWorker = [...grouped(ran, ({ worker }) => worker)].toSorted(([a], [b]) => a - b);
  return byWorker.flatMap(([worker, of]) =>
    packed(of.map(({ span }) => span)).map((spans) => ({ worker, spans: merged(spans, shortest) })),
  );
}

function packed(spans: readonly Span[]): Span[][] {
  const lanes: Span[][] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const free = lanes.find((lane) => (lane.at(-1)?.end ?? 0) <= span.start) ?? (lanes.length < MOST ? [] : lanes[0]);
    if (free === undefined) continue;
    if (free.length === 0) lanes.push(free);
    free.push(span);
  }
  return lanes;
}

function merged(spans: readonly Span[], shortest: number): Span[] {
  const together: Span[] = [];
  for (const span of spans) {
    const last = together.at(-1);
    if (last?.outcome === span.outcome && span.end - last.start < shortest)
      together.splice(-1, 1, { ...span, start: last.start, ids: [...last.ids, ...span.ids] });
    else together.push(span);
  }
  return together;
}
