import type { Results } from '../results.js';
import { chip } from './chips.js';
import { html, type Html } from './html.js';
import { processesTable } from './processes.js';

type Endpoint = Results['profiling']['endpoints'][string];
type Usual = NonNullable<Results['history']>['routes'][string];

interface Route extends Endpoint {
  readonly route: string;
  /** Above its budget, or above what is called slow. */
  readonly isSlow: boolean;
  readonly usual: Usual | undefined;
}

/** Routes that are seen at once; the others are folded away. */
const SEEN = 12;

/** Response times by route against budget and past, the slowest first. */
export function timesCard(results: Results): Html | '' {
  const { profiling, history } = results;
  const { endpoints, slow_endpoints } = profiling;
  const slow = new Set(slow_endpoints.map(({ route }) => route));
  const routes = Object.entries(endpoints)
    .map(([route, times]): Route => ({ ...times, route, isSlow: slow.has(route), usual: history?.routes[route] }))
    .toSorted((a, b) => b.p95_ms - a.p95_ms);
  if (routes.length === 0) return '';
  const past = routes.some(({ usual }) => usual !== undefined);
  const longest = Math.max(...routes.flatMap(({ p99_ms, budget_ms }) => [p99_ms, budget_ms ?? 0]));
  const [first, rest] = [routes.slice(0, SEEN), routes.slice(SEEN)];
  return html`<section class="card" aria-labelledby="times">
    <h2 id="times">Response times</h2>
    ${table(first, longest, past)}
    ${
      rest.length > 0 &&
      html`<details>
        <summary>${rest.length} quicker ${rest.length === 1 ? 'route' : 'routes'}</summary>
        ${table(rest, longest, past)}
      </details>`
    }
    <p class="soft">
      Bars: from p50 to p99, with a dot at p95, on a scale to ${ms(longest)} ms. Dashed: the budget of p95.
      ${past && 'Thin line: the usual p95 of earlier runs.'}
    </p>
    ${processesTable(results)}
  </section>`;
}

const columns = (past: boolean): string[] => ['count', 'p50', 'p95', 'p99', 'budget', ...(past ? ['usual p95'] : [])];

const table = (routes: readonly Route[], longest: number, past: boolean): Html =>
  html`<div class="scroll" tabindex="0" role="group" aria-label="Table of response times">
    <table>
      <caption class="unseen">
        Response times by route in milliseconds, the slowest first
      </caption>
      <thead>
        <tr>
          <th scope="col">Route</th>
          <th scope="col"><span class="unseen">Picture</span></th>
          ${columns(past).map((name) => html`<th scope="col" class="number">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${routes.map((one) => row(one, longest, past))}
      </tbody>
    </table>
  </div>`;

function row(one: Route, longest: number, past: boolean): Html {
  const { route, service, count, p50_ms, p95_ms, p99_ms, budget_ms, isSlow, usual } = one;
  return html`<tr>
    <th scope="row" class="mono">
      ${route} ${service !== null && !route.endsWith(`(${service})`) && html`<span class="soft">${service}</span>`}
      ${isSlow && chip(budget_ms === null ? 'slow' : 'over its budget', 'wait')}
      ${isSlower(one) && chip('slower than usual', 'wait')}
    </th>
    <td>${picture(one, longest)}</td>
    ${[String(count), ...[p50_ms, p95_ms, p99_ms, budget_ms, ...(past ? [usual?.p95.usual_ms] : [])].map(ms)].map(
      (value) => html`<td class="number">${value}</td>`,
    )}
  </tr>`;
}

const isSlower = ({ usual, p50_ms }: Route): boolean => usual !== undefined && p50_ms > usual.p50.limit_ms;

const ms = (value: number | null | undefined): string => {
  if (value === null || value === undefined) return '–';
  return value < 10 ? value.toFixed(1) : value.toFixed(0);
};

/** Pixels of the picture of a route. */
const WIDTH = 140;

function picture({ p50_ms, p95_ms, p99_ms, budget_ms, usual }: Route, longest: number): Html {
  const at = (value: number): string => (4 + (value / Math.max(longest, 1)) * (WIDTH - 8)).toFixed(1);
  const line = (look: string, value: number): Html =>
    html`<line class="${look}" x1="${at(value)}" y1="1" x2="${at(value)}" y2="15" />`;
  return html`<svg class="range" width="${WIDTH}" height="16" aria-hidden="true">
    <line class="scale" x1="4" y1="8" x2="${WIDTH - 4}" y2="8" />
    <line class="span" x1="${at(p50_ms)}" y1="8" x2="${at(p99_ms)}" y2="8" />
    ${budget_ms !== null && line('budget', budget_ms)} ${usual !== undefined && line('usual', usual.p95.usual_ms)}
    <circle cx="${at(p95_ms)}" cy="8" r="3.5" />
  </svg>`;
}
