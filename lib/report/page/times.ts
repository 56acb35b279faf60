import type { Results } from '../results.js';
import { chip } from './chips.js';
import { html, type Html } from './html.js';

/** Response times by route, the slowest first. */
export function timesCard({ profiling: { endpoints, slow_endpoints } }: Results): Html | '' {
  const routes = Object.entries(endpoints).toSorted(([, a], [, b]) => b.p95_ms - a.p95_ms);
  if (routes.length === 0) return '';
  const budgets = new Map(slow_endpoints.map(({ route, budget_ms }) => [route, budget_ms]));
  return html`<section class="card" aria-labelledby="times">
    <h2 id="times">Response times</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Table of response times">
      <table>
        <thead>
          <tr>
            <th scope="col">Route</th>
            ${['count', 'p50 ms', 'p95 ms', 'p99 ms'].map((name) => html`<th scope="col" class="number">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${routes.map(([route, { count, p50_ms, p95_ms, p99_ms }]) => {
            const budget = budgets.get(route);
            return html`<tr>
              <td class="mono">${route} ${budget !== undefined && chip(`over its ${budget} ms`, 'wait')}</td>
              ${[count, p50_ms, p95_ms, p99_ms].map((value) => html`<td class="number">${value}</td>`)}
            </tr>`;
          })}
        </tbody>
      </table>
    </div>
  </section>`;
}
