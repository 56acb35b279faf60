import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Results } from '../results.js';
import { errorsCard, knownCard, leftoversCard, unverifiedCard, warningsCard, warningsOf } from './asides.js';
import { banner, headline, toneOf } from './banner.js';
import { checksCard } from './checks.js';
import type { Tone } from './chips.js';
import { html, Html } from './html.js';
import { incidentsPart } from './incidents.js';
import { runCard } from './run.js';
import { servicesCard } from './services.js';
import { timesCard } from './times.js';

const part = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');
const STYLE = part('style.css');
const SCRIPTS = [part('find-checks.js'), part('copy-commands.js'), part('open-named.js')];

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

// Whatever a deployment said is escaped; should that ever fail, no script and no style but ours counts and nothing is fetched.
const POLICY = [
  `default-src 'none'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `img-src data:`,
  `style-src ${hashOf(STYLE)}`,
  `script-src ${SCRIPTS.map(hashOf).join(' ')}`,
].join('; ');

const COLOURS: Readonly<Record<Tone, string>> = { good: '12713d', bad: 'b3201f', wait: '8a5200', calm: '55616f' };

/** A dot in the colour of the verdict, for the tab. */
const icon = (tone: Tone): string =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4" fill="#${COLOURS[tone]}"/></svg>`)}`;

/** The page of a run for the person on call: one file, without a request to anywhere. Pure but for its own parts. */
export function printPage(results: Results): string {
  const incidents = incidentsPart(results);
  const run = runCard(results);
  const asides = html`${errorsCard(results)} ${leftoversCard(results)} ${knownCard(results)} ${warningsCard(results)}
  ${unverifiedCard(results)}`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <title>${headline(results)} · ${results.target} (${results.environment})</title>
        <link rel="icon" href="${icon(toneOf(results))}" />
        ${new Html(`<style>${STYLE}</style>`)}
      </head>
      <body>
        ${banner(results)} ${contents(results)}
        <main>
          <div class="pair">
            ${servicesCard(results)} ${incidents === '' ? html`<div class="column">${run} ${asides}</div>` : incidents}
          </div>
          ${incidents !== '' && html`${run} ${asides}`} ${timesCard(results)} ${checksCard(results)}
        </main>
        <footer class="soft">
          Run ${results.run_id}, policy ${results.demands.policy}.
          ${ranInPlaywright(results) && html`<a href="playwright-report/index.html">Playwright’s report</a> · `}<a
            href="results.json"
            >results.json</a
          >
        </footer>
        ${SCRIPTS.map((script) => new Html(`<script>${script}</script>`))}
      </body>
    </html> `.text;
}

/** What is looked at without the runner leaves no report of it. */
const ranInPlaywright = ({ checks }: Results): boolean =>
  checks.some(({ started_at, file }) => started_at !== null && file.endsWith('.spec.ts'));

/** The ways to what the page has; the first for those who use a keyboard. */
function contents(results: Results): Html {
  const { nodes, incidents, checks, leftovers, profiling } = results;
  const warnings = warningsOf(results).length;
  const parts: ReadonlyArray<readonly [id: string, name: string, there: boolean]> = [
    ['services', 'Services', nodes.length > 0],
    ['incidents', `Incidents (${incidents.length})`, incidents.length > 0],
    ['left', `Left behind (${leftovers.length})`, leftovers.length > 0],
    ['run', 'The run', checks.length > 0],
    ['warnings', `Warnings (${warnings})`, warnings > 0],
    ['times', 'Response times', Object.keys(profiling.endpoints).length > 0],
    ['checks', `Checks (${checks.length})`, checks.length > 0],
  ];
  return html`<nav aria-label="On this page">
    ${parts.filter(([, , there]) => there).map(([id, name]) => html`<a href="#${id}">${name}</a> `)}
  </nav>`;
}
