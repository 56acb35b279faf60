import type { CheckResult, Incident } from '../../verdict/evidence.js';
import { counted } from '../../verdict/words.js';
import { explainedBy } from '../explained.js';
import { harmOf, printImpacts } from '../impacts.js';
import { knownOf, sayKnown } from '../known-issues.js';
import type { Results } from '../results.js';
import { sayPast, saySince, sinceOf } from '../since.js';
import { traceCommand } from './attachments.js';
import { chip, outcomeChip } from './chips.js';
import { html, type Html, prose } from './html.js';

const row = (name: string, value: Html | string | false): Html | false =>
  value !== false &&
  html`<dt>${name}</dt>
    <dd>${value}</dd>`;

const some = <T>(items: readonly T[], print: (items: readonly T[]) => Html | string): Html | string | false =>
  items.length > 0 && print(items);

/** All root causes, the weightiest first. */
export const incidentsPart = (results: Results): Html | '' =>
  results.incidents.length === 0
    ? ''
    : html`<section class="column" aria-labelledby="incidents">
        <h2 id="incidents">
          ${results.incidents.length === 1 ? 'The incident' : `${results.incidents.length} incidents`}
        </h2>
        ${results.incidents.map((incident, place) => incidentCard(incident, place + 1, results))}
      </section>`;

/** A root cause: what was seen, what to try, and what it takes down with it. */
function incidentCard(incident: Incident, place: number, results: Results): Html {
  const known = knownOf(results, incident.root);
  const explained = explainedBy(incident, results.checks);
  const { certain, possible } = harmOf(explained);
  const [finding, ...more] = incident.findings;
  const since = sinceOf(incident, results);
  const impacts = (names: readonly string[]) => some(names, (all) => printImpacts(all, 3));
  return html`<article class="card incident" id="incident-${place}" tabindex="-1" aria-labelledby="root-${place}">
    <h3 id="root-${place}">
      ${incident.root} ${incident.suspected && chip('suspected', 'wait')}
      ${incident.kind === 'service' && chip(incident.cause.replace('-', ' '), 'bad')}
      ${incident.external && chip('third party', 'calm')} ${known !== undefined && chip(sayKnown(known), 'calm')}
    </h3>
    <p>${incident.summary}</p>
    <dl>
      ${row('try', prose(incident.hint))}
      ${row('seen', finding !== undefined && `${finding.actual}; expected ${finding.expected}`)}
      ${row('evidence', some(Object.entries(finding?.evidence ?? {}), printEvidence))}
      ${row('log', some(incident.log_lines, printLog))} ${row('traces', some(incident.traces, printTraces))}
      ${row('requests', some(incident.correlation_ids, printRequests))}
      ${row(
        'affects',
        some(incident.affects, (names) => names.join(', ')),
      )}
      ${row('impact', impacts(certain))} ${row('may mean', impacts(possible))}
      ${row('since', since !== undefined && saySince(since))} ${row('before', sayPast(incident.root, results) ?? false)}
    </dl>
    ${
      more.length > 0 &&
      html`<details>
        <summary>${more.length} more ${more.length === 1 ? 'finding' : 'findings'}</summary>
        <ul>
          ${more.map(({ code, service, actual }) => html`<li><code>${code}</code> ${service}: ${actual}</li>`)}
        </ul>
      </details>`
    }
    ${printExplained(explained)}
  </article>`;
}

/** How many checks are listed at once. */
const FEW = 4;

/** What failed tells more than what was held back. */
function printExplained(explained: readonly CheckResult[]): Html {
  const blocked = explained.filter(({ outcome }) => outcome === 'blocked');
  const failed = explained.filter((check) => !blocked.includes(check));
  return html`${failed.length > 0 && folded(`${counted(failed.length, 'check')} failed`, failed)}
  ${blocked.length > 0 && folded(`${counted(blocked.length, 'check')} could not be done for its sake`, blocked)}`;
}

const folded = (title: string, checks: readonly CheckResult[]): Html =>
  html`<details ${checks.length <= FEW && 'open'}>
    <summary>${title}</summary>
    <ul class="plain">
      ${checks.map((check) => html`<li>${outcomeChip(check.outcome)} ${check.id} ${traceCommand(check)}</li>`)}
    </ul>
  </details>`;

const printEvidence = (entries: ReadonlyArray<readonly [string, string]>): Html =>
  html`${entries.map(([name, value]) => html`<code>${name}: ${value}</code><br />`)}`;

/** Lines of a log that are seen at once; the others are folded away. */
const SEEN = 3;

const lined = (lines: readonly string[]): Html => html`<pre>${lines.map((line) => html`${line} ${'\n'}`)}</pre>`;

function printLog(lines: readonly string[]): Html {
  const earlier = lines.slice(0, -SEEN);
  return html`${
    earlier.length > 0 &&
    html`<details>
      <summary>${earlier.length} earlier ${earlier.length === 1 ? 'line' : 'lines'}</summary>
      ${lined(earlier)}
    </details>`
  }${lined(lines.slice(-SEEN))}`;
}

const printTraces = (traces: ReadonlyArray<Incident['traces'][number]>): Html =>
  html`${traces.map(
    ({ correlation_id, url }) => html`<a href="${url}" rel="noreferrer"><code>${correlation_id}</code></a> `,
  )}`;

const printRequests = (ids: readonly string[]): Html =>
  html`<details>
    <summary>${ids.length} correlation ${ids.length === 1 ? 'id' : 'ids'}, as in the platform’s logs</summary>
    <ul class="plain">
      ${ids.map((id) => html`<li><code class="command">${id}</code></li>`)}
    </ul>
  </details>`;
