import { grouped } from '../../verdict/canonical.js';
import { countsOf } from '../counts.js';
import type { Results } from '../results.js';
import { dayOf } from '../since.js';
import { countChips } from './chips.js';
import { html, type Html } from './html.js';
import { timeline } from './timeline.js';

/** What each level asks. */
export const LEVELS: Readonly<Record<number, string>> = {
  1: 'configuration',
  2: 'health',
  3: 'critical paths',
  4: 'workflows',
};

/** What the run did, how long it took, and the runs before it. */
export function runCard(results: Results): Html | '' {
  if (results.checks.length === 0) return '';
  return html`<section class="card" aria-labelledby="run">
    <h2 id="run">The run</h2>
    ${timeline(results)} ${levels(results)} ${recentRuns(results)}
  </section>`;
}

const levels = ({ levels: taken, checks }: Results): Html =>
  html`<div class="scroll" tabindex="0" role="group" aria-label="Table of levels">
    <table>
      <caption class="unseen">
        How long each level took, and what its checks came to
      </caption>
      <thead>
        <tr>
          <th scope="col">Level</th>
          <th scope="col" class="number">Took</th>
          <th scope="col" class="number">May take</th>
          <th scope="col">Checks</th>
        </tr>
      </thead>
      <tbody>
        ${taken.map(
          ({ level, duration_s, budget_s }) =>
            html`<tr>
              <th scope="row">${level} ${LEVELS[level]}</th>
              <td class="number">${duration_s.toFixed(1)} s</td>
              <td class="number">${budget_s} s</td>
              <td>${countChips(countsOf(checks.filter((check) => check.level === level)))}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;

const HEIGHTS = { promote: 6, investigate: 11, rollback: 16 } as const;

/** The verdicts of earlier runs, oldest first: the higher, the worse. */
function recentRuns({ history }: Results): Html | '' {
  const recent = history?.recent ?? [];
  if (recent.length === 0) return '';
  const came = [...grouped(recent, ({ decision }) => decision)].map(([decision, runs]) => `${runs.length} ${decision}`);
  return html`<p class="soft recent">
    The last ${recent.length} ${recent.length === 1 ? 'run' : 'runs'} before, ${came.join(', ')}:
    <svg
      width="${recent.length * 10}"
      height="16"
      role="img"
      aria-label="${recent.map(({ decision }) => decision).join(', ')}"
    >
      ${recent.map(
        ({ decision, started_at, build }, place) =>
          html`<rect
            class="${decision}"
            x="${place * 10}"
            y="${16 - HEIGHTS[decision]}"
            width="7"
            height="${HEIGHTS[decision]}"
            ><title>${decision}: ${dayOf(started_at)}, build ${build ?? 'unknown'}</title></rect
          >`,
      )}
    </svg>
  </p>`;
}
