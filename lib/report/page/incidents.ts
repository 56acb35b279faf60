import type { Incident } from '../../verdict/evidence.js';
import { harmOf, printImpacts } from '../impacts.js';
import { knownOf, sayKnown } from '../known-issues.js';
import type { Results } from '../results.js';
import { chip, outcomeChip } from './chips.js';
import { html, type Html, prose } from './html.js';

const row = (name: string, value: Html | string | false): Html | false =>
  value !== false &&
  html`<dt>${name}</dt>
    <dd>${value}</dd>`;

const some = <T>(items: readonly T[], print: (items: readonly T[]) => Html | string): Html | string | false =>
  items.length > 0 && print(items);

/** A root cause: what was seen, what to try, and what it takes down with it. */
export function incidentCard(incident: Incident, results: Results): Html {
  const { checks } = results;
  const known = knownOf(results, incident.root);
  const explained = checks.filter(({ id }) => incident.explains.includes(id));
  const { certain, possible } = harmOf(explained);
  const [finding] = incident.findings;
  return html`<section class="card incident" aria-label="Incident: ${incident.root}">
    <h2>
      ${incident.root} ${incident.suspected && chip('suspected', 'wait')} ${chip(incident.cause, 'bad')}
      ${incident.external && chip('third party', 'calm')} ${known !== undefined && chip(sayKnown(known), 'calm')}
    </h2>
    <p>${incident.summary}</p>
    <dl>
      ${row('seen', finding !== undefined && `${finding.actual}; expected ${finding.expected}`)}
      ${row('try', prose(incident.hint))}
      ${row(
        'affects',
        some(incident.affects, (names) => names.join(', ')),
      )}
      ${row(
        'impact',
        some(certain, (impacts) => printImpacts(impacts, 5)),
      )}
      ${row(
        'may mean',
        some(possible, (impacts) => printImpacts(impacts, 5)),
      )}
      ${row('evidence', some(Object.entries(finding?.evidence ?? {}), printEvidence))}
      ${row('log', some(incident.log_lines, printLog))} ${row('traces', some(incident.traces, printTraces))}
      ${row('requests', some(incident.correlation_ids, printRequests))}
    </dl>
    <details>
      <summary>Explains ${explained.length} ${explained.length === 1 ? 'check' : 'checks'}</summary>
      <ul>
        ${explained.map(({ id, outcome }) => html`<li>${outcomeChip(outcome)} ${id}</li>`)}
      </ul>
    </details>
  </section>`;
}

const printEvidence = (entries: ReadonlyArray<readonly [string, string]>): Html =>
  html`${entries.map(([name, value]) => html`<code>${name}: ${value}</code><br />`)}`;

/** Lines of a log that are seen at once; the others are folded away. */
const SEEN = 3;

function printLog(lines: readonly string[]): Html {
  const earlier = lines.slice(0, -SEEN);
  return html`${
      earlier.length > 0 &&
      html`<details>
        <summary>${earlier.length} earlier ${earlier.length === 1 ? 'line' : 'lines'}</summary>
        <pre>${earlier.join('\n')}</pre>
      </details>`
    }
    <pre>${lines.slice(-SEEN).join('\n')}</pre>`;
}

const printTraces = (traces: ReadonlyArray<Incident['traces'][number]>): Html =>
  html`${traces.map(
    ({ correlation_id, url }) => html`<a href="${url}" rel="noreferrer"><code>${correlation_id}</code></a> `,
  )}`;

const printRequests = (ids: readonly string[]): Html =>
  html`<details>
    <summary>${ids.length} correlation ${ids.length === 1 ? 'id' : 'ids'}, for the log</summary>
    <code>${ids.join(' ')}</code>
  </details>`;
