import { readFileSync } from 'node:fs';
import type { CheckResult, Incident, Outcome } from '../../verdict/evidence.js';
import { impactsOf, printImpacts } from '../impacts.js';
import type { Results } from '../results.js';
import { printGraph } from './graph.js';
import { html, Html } from './html.js';

const STYLE = new Html(readFileSync(new URL('style.css', import.meta.url), 'utf8'));

/** The page of a run for the person on call: one file, without a request to anywhere. Pure but for its style sheet. */
export function printPage(results: Results): string {
  const title = `${headline(results)} · ${results.target} (${results.environment})`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <main>
          ${banner(results)} ${results.incidents.map((incident) => incidentCard(incident, results))}
          <section class="card" aria-labelledby="services">
            <h2 id="services">Services</h2>
            <div class="scroll" tabindex="0" role="region" aria-label="Drawing of the services">
              ${printGraph(results)}
            </div>
            ${looks(results)}
          </section>
          ${areas(results)}${checks(results)}${profiling(results)}${leftovers(results)}
          <p class="soft">
            Run ${results.run_id}, ${results.started_at} to ${results.completed_at}, policy ${results.demands.policy}.
            <a href="playwright-report/index.html">Playwright’s report</a> · <a href="results.json">results.json</a>
          </p>
        </main>
        <script>
          ${SCRIPT};
        </script>
      </body>
    </html> `.text;
}

function headline({ verdict, exit_code, partial }: Results): string {
  if (verdict !== null) return verdict.decision;
  if (partial) return 'stopped';
  return exit_code === 2 ? 'could not judge' : 'no verdict';
}

const TONES: Readonly<Record<string, string>> = { promote: 'good', rollback: 'bad', investigate: 'wait' };

function banner(results: Results): Html {
  const { verdict, build, tests, errors, selection } = results;
  const told = headline(results);
  const reasons = verdict?.reasons.map(({ text }) => text) ?? [];
  const because =
    reasons.length > 0 || errors.length > 0
      ? []
      : [selection === 'partial' ? 'Only some of the checks were chosen.' : ''];
  return html`<header class="card banner ${TONES[told] ?? 'wait'}">
    <h1>${told}</h1>
    ${[...reasons, ...errors, ...because].map((text) => html`<p class="reason">${text}</p>`)}
    <p class="soft">
      ${results.target}
      (${results.environment})${build.seen === null ? '' : `, build ${build.seen}`}${
        build.expected === null ? '' : `, expected ${build.expected}`
      }
    </p>
    ${counts(tests)}
  </header>`;
}

const OUTCOMES: ReadonlyArray<[keyof Results['areas'][number], string, string]> = [
  ['passed', 'passed', 'good'],
  ['failed', 'failed', 'bad'],
  ['flaky', 'flaky', 'wait'],
  ['blocked', 'blocked', 'calm'],
  ['unverified', 'unverified', 'wait'],
  ['not_applicable', 'not applicable', 'calm'],
];

const counts = (of: Omit<Results['areas'][number], 'area'>): Html =>
  html`<div class="counts">
    ${OUTCOMES.map(([key, word, tone]) => {
      const count = key === 'area' ? 0 : of[key];
      return count === 0 ? '' : html`<span class="chip ${tone}">${count} ${word}</span>`;
    })}
  </div>`;

const row = (name: string, value: Html | string | false): Html | false =>
  value !== false &&
  html`<dt>${name}</dt>
    <dd>${value}</dd>`;

function incidentCard(incident: Incident, { checks: all }: Results): Html {
  const explained = all.filter(({ id }) => incident.explains.includes(id));
  const impacts = impactsOf(explained);
  const [finding] = incident.findings;
  return html`<section class="card incident" aria-label="Incident: ${incident.root}">
    <h2>
      ${incident.root} ${incident.suspected && html`<span class="chip wait">suspected</span>`}
      <span class="chip bad">${incident.cause}</span>
    </h2>
    <p>${incident.summary}</p>
    <dl>
      ${row('seen', finding !== undefined && `${finding.actual}; expected ${finding.expected}`)}
      ${row('try', incident.hint)} ${row('affects', incident.affects.length > 0 && incident.affects.join(', '))}
      ${row('impact', impacts.length > 0 && printImpacts(impacts, 5))}
      ${row('evidence', finding !== undefined && html`<code>${JSON.stringify(finding.evidence)}</code>`)}
      ${row('requests', incident.correlation_ids.length > 0 && html`<code>${incident.correlation_ids.join(' ')}</code>`)}
      ${row('log', incident.log_lines.length > 0 && html`<pre>${incident.log_lines.join('\n')}</pre>`)}
    </dl>
    <details>
      <summary>Explains ${explained.length} ${explained.length === 1 ? 'check' : 'checks'}</summary>
      <ul>
        ${explained.map(({ id, outcome }) => html`<li>${chip(outcome)} ${id}</li>`)}
      </ul>
    </details>
  </section>`;
}

const CHIPS: Readonly<Record<Outcome, string>> = {
  passed: 'good',
  failed: 'bad',
  flaky: 'wait',
  blocked: 'calm',
  unverified: 'wait',
  'not-applicable': 'calm',
};

const chip = (outcome: Outcome): Html => html`<span class="chip ${CHIPS[outcome]}">${outcome.replace('-', ' ')}</span>`;

const looks = ({ nodes, observations }: Results): Html =>
  html`<details>
    <summary>What was seen of each</summary>
    <table>
      <tbody>
        ${nodes.map(({ name }) => {
          const last = observations.findLast(({ service }) => service === name);
          const findings = last?.findings.map(({ code, actual }) => `${code}: ${actual}`).join('; ') ?? '';
          return html`<tr id="service-${name}">
            <th scope="row">${name}</th>
            <td>${last?.state ?? 'not looked at'}</td>
            <td>${findings}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </details>`;

const areas = ({ areas: all, levels }: Results): Html =>
  html`<section class="card" aria-labelledby="areas">
    <h2 id="areas">Areas</h2>
    <table>
      <tbody>
        ${all.map(
          (area) =>
            html`<tr>
              <th scope="row">${area.area}</th>
              <td>${counts(area)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <p class="soft">
      ${levels.map(({ level, duration_s, budget_s }) => `level ${level}: ${duration_s.toFixed(1)} of ${budget_s} s`).join(' · ')}
    </p>
  </section>`;

const ORDER: readonly Outcome[] = ['failed', 'blocked', 'unverified', 'flaky', 'passed', 'not-applicable'];

function checks({ checks: all }: Results): Html {
  const sorted = all.toSorted((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome));
  return html`<section class="card" aria-labelledby="checks">
    <h2 id="checks">Checks</h2>
    <div class="tools">
      <input type="search" id="find" placeholder="Find checks" aria-label="Find checks" />
      <select id="outcome" aria-label="Outcome">
        <option value="">all outcomes</option>
        ${ORDER.map((outcome) => html`<option>${outcome}</option>`)}
      </select>
    </div>
    <div class="scroll" tabindex="0" role="region" aria-label="Table of checks">
      <table>
        <thead>
          <tr>
            <th scope="col">Check</th>
            <th scope="col">Outcome</th>
            <th scope="col">Level</th>
            <th scope="col" class="number">ms</th>
          </tr>
        </thead>
        <tbody id="rows">
          ${sorted.map(checkRow)}
        </tbody>
      </table>
    </div>
  </section>`;
}

const checkRow = (check: CheckResult): Html =>
  html`<tr data-outcome="${check.outcome}">
    <td>
      ${check.id}${
        check.reason !== null && html`<br /><span class="soft">${check.reason}</span>`
      }${check.warnings.map(({ code, actual }) => html`<br /><span class="chip wait">${code}: ${actual}</span>`)}
    </td>
    <td>${chip(check.outcome)}</td>
    <td>${check.level}</td>
    <td class="number">${Math.round(check.duration_ms)}</td>
  </tr>`;

function profiling({ profiling: { endpoints, slow_endpoints } }: Results): Html | '' {
  const routes = Object.entries(endpoints).toSorted(([, a], [, b]) => b.p95_ms - a.p95_ms);
  if (routes.length === 0) return '';
  const slow = new Set(slow_endpoints.map(({ route }) => route));
  return html`<section class="card" aria-labelledby="times">
    <h2 id="times">Response times</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Table of response times">
      <table>
        <thead>
          <tr>
            <th scope="col">Route</th>
            <th scope="col" class="number">count</th>
            <th scope="col" class="number">p50</th>
            <th scope="col" class="number">p95</th>
            <th scope="col" class="number">p99 ms</th>
          </tr>
        </thead>
        <tbody>
          ${routes.map(
            ([route, { count, p50_ms, p95_ms, p99_ms }]) =>
              html`<tr>
                <td class="mono">${route} ${slow.has(route) && html`<span class="chip wait">over budget</span>`}</td>
                <td class="number">${count}</td>
                <td class="number">${p50_ms}</td>
                <td class="number">${p95_ms}</td>
                <td class="number">${p99_ms}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

const leftovers = ({ leftovers: left }: Results): Html | '' =>
  left.length === 0
    ? ''
    : html`<section class="card incident" aria-labelledby="left">
        <h2 id="left">Left behind</h2>
        <ul>
          ${left.map(({ kind, id, reason }) => html`<li>${kind} <code>${id}</code>: ${reason}</li>`)}
        </ul>
      </section>`;

const SCRIPT = new Html(`
const find = document.querySelector('#find'), outcome = document.querySelector('#outcome'), rows = [...document.querySelectorAll('#rows tr')];
const texts = rows.map((row) => row.textContent.toLowerCase());
const filter = () => rows.forEach((row, place) => {
  row.hidden = !texts[place].includes(find.value.toLowerCase()) || (outcome.value !== '' && row.dataset.outcome !== outcome.value);
});
find.addEventListener('input', filter); outcome.addEventListener('change', filter);
`);
