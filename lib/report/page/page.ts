import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Results } from '../results.js';
import { knownCard, leftoversCard, unverifiedCard, warningsCard } from './asides.js';
import { banner, headline } from './banner.js';
import { checksCard } from './checks.js';
import { html, Html } from './html.js';
import { incidentCard } from './incidents.js';
import { servicesCard } from './services.js';
import { timesCard } from './times.js';

const part = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');
const STYLE = part('style.css');
const SCRIPT = part('find-checks.js');

// Whatever a deployment said is escaped; should that ever fail, no script but ours runs and nothing is fetched.
const POLICY = [
  `default-src 'none'`,
  `style-src 'unsafe-inline'`,
  `script-src 'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}'`,
].join('; ');

/** The page of a run for the person on call: one file, without a request to anywhere. Pure but for its own parts. */
export function printPage(results: Results): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <title>${headline(results)} · ${results.target} (${results.environment})</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <main>
          ${banner(results)} ${results.incidents.map((incident) => incidentCard(incident, results))}
          ${servicesCard(results)} ${leftoversCard(results)} ${knownCard(results)} ${unverifiedCard(results)}
          ${warningsCard(results)} ${checksCard(results)} ${timesCard(results)}
          <p class="soft">
            Run ${results.run_id}, policy ${results.demands.policy}.
            <a href="playwright-report/index.html">Playwright’s report</a> · <a href="results.json">results.json</a>
          </p>
        </main>
        ${new Html(`<script>${SCRIPT}</script>`)}
      </body>
    </html> `.text;
}
