import type { CheckResult } from '../../verdict/evidence.js';
import type { Results } from '../results.js';
import { sinceOf } from '../since.js';
import { wordOf } from './chips.js';
import { html, type Html } from './html.js';
import { type Lane, lanesOf, type Span } from './lanes.js';

/** Units across the picture, which is as wide as the page. */
const ACROSS = 1_000;
/** Spans narrower than this many units are not told apart. */
const NARROWEST = 3;

interface Segment {
  readonly name: string;
  readonly start: number;
  readonly seconds: number;
}

/** What the run did when: set-up, checks by worker, teardown. */
export function timeline(results: Results): Html | '' {
  const { checks, started_at, completed_at } = results;
  const total = (Date.parse(completed_at) - Date.parse(started_at)) / 1_000;
  const lanes = lanesOf(checks, started_at, (total * NARROWEST) / ACROSS);
  if (total <= 0 || lanes.length === 0) return '';
  const at = (seconds: number): string => ((seconds / total) * ACROSS).toFixed(1);
  const [first] = results.incidents;
  const since = first === undefined ? undefined : sinceOf(first, results);
  const segments = segmentsOf(results, total);
  return html`<figure class="timeline">
    <div class="lanes">
      ${lane('set-up, teardown', html`${segments.map((segment) => segmentBar(segment, at))}`)}
      ${lanes.map((one, place) => lane(nameOf(one, lanes[place - 1]), html`${one.spans.map((span) => bar(span, at))}`))}
      ${since !== undefined && lane('', seenMark(at(since.after_s)), 'marks')}
    </div>
    <div class="ticks soft" aria-hidden="true">
      <span>0 s</span>
      ${since !== undefined && html`<span><span class="mark"></span> ${first?.root} first seen broken at ${since.after_s.toFixed(1)} s</span>`}
      <span>${total.toFixed(1)} s</span>
    </div>
    <figcaption class="soft">
      ${segments.map(({ name, seconds }) => `${name} ${seconds.toFixed(1)} s`).join(', ')}. Slowest checks:
      ${slowest(checks)}.
    </figcaption>
  </figure>`;
}

const nameOf = ({ worker }: Lane, before: Lane | undefined): string =>
  before?.worker === worker ? '' : `worker ${worker + 1}`;

const lane = (name: string, inner: Html, look = ''): Html =>
  html`<div class="lane ${look}">
    <span class="soft">${name}</span>
    <svg viewBox="0 0 ${ACROSS} 20" preserveAspectRatio="none" aria-hidden="true">${inner}</svg>
  </div>`;

type At = (seconds: number) => string;

const segmentBar = ({ name, start, seconds }: Segment, at: At): Html =>
  html`<rect class="stage" x="${at(start)}" y="5" width="${at(seconds)}" height="10"
    ><title>${name}: ${seconds.toFixed(2)} s</title></rect
  >`;

/** What went wrong is drawn higher, not only in another colour. */
function bar({ start, end, outcome, ids }: Span, at: At): Html {
  const width = Math.max(1.5, Number(at(end - start)));
  const [y, height] = outcome === 'failed' ? [0, 20] : outcome === 'passed' ? [5, 10] : [8, 4];
  const [only = ''] = ids;
  return html`<rect class="${outcome}" x="${at(start)}" y="${y}" width="${width}" height="${height}"
    ><title>
      ${ids.length === 1 ? only : `${ids.length} checks, from ${only}`}: ${wordOf(outcome)},
      ${((end - start) * 1_000).toFixed(0)} ms
    </title></rect
  >`;
}

const seenMark = (x: string): Html => html`<rect class="seen" x="${x}" y="0" width="4" height="20" />`;

/** The set-up's parts follow one another from the beginning, the teardown ends with the run. */
function segmentsOf({ stages }: Results, total: number): Segment[] {
  const setUp = [
    { name: 'platform met', stage: stages.infra_deploy },
    { name: 'ready', stage: stages.service_deploy },
    { name: 'data made', stage: stages.seed_data },
  ].filter(({ stage }) => stage.status !== 'skipped');
  let start = 0;
  const before = setUp.map(({ name, stage }) => {
    const segment = { name, start, seconds: stage.duration_s };
    start += stage.duration_s;
    return segment;
  });
  const { teardown } = stages;
  return teardown.status === 'skipped'
    ? before
    : [...before, { name: 'cleared up', start: total - teardown.duration_s, seconds: teardown.duration_s }];
}

const slowest = (checks: readonly CheckResult[]): string =>
  checks
    .toSorted((a, b) => b.duration_ms - a.duration_ms)
    .slice(0, 3)
    .map(({ id, duration_ms }) => `${id} (${(duration_ms / 1_000).toFixed(1)} s)`)
    .join('; ');
