import { grouped } from '../../verdict/canonical.js';
import type { Finding } from '../../probes/finding.js';
import type { CheckResult } from '../../verdict/evidence.js';
import { knownStates, printKnown } from '../known-issues.js';
import type { Results } from '../results.js';
import { html, type Html, prose } from './html.js';

/** What was not verified, and what does not apply to the target, each by its reason. */
export function unverifiedCard({ checks }: Results): Html | '' {
  const unverified = checks.filter(({ outcome }) => outcome === 'unverified');
  const inapplicable = checks.filter(({ outcome }) => outcome === 'not-applicable');
  if (unverified.length + inapplicable.length === 0) return '';
  return html`<section class="card" aria-labelledby="unverified">
    <h2 id="unverified">Not verified</h2>
    ${byReason('unverified', unverified)}${byReason('not applicable', inapplicable)}
  </section>`;
}

const byReason = (word: string, checks: readonly CheckResult[]): Html[] =>
  [...grouped(checks, ({ reason }) => reason ?? 'no reason was given')].map(
    ([reason, of]) =>
      html`<details>
        <summary>${of.length} ${word}: ${prose(reason)}</summary>
        <ul>
          ${of.map(({ id, impact }) => html`<li>${id} <span class="soft">guards against: ${impact}</span></li>`)}
        </ul>
      </details>`,
  );

/** What is known, and so had no part in the verdict. */
export const knownCard = (results: Results): Html | '' =>
  results.known_issues.length === 0
    ? ''
    : html`<section class="card" aria-labelledby="known">
        <h2 id="known">Known issues</h2>
        <ul>
          ${knownStates(results).map((known) => html`<li>${prose(printKnown(known))}</li>`)}
        </ul>
      </section>`;

/** A warning, and how often it was given. */
export interface Warning {
  readonly finding: Finding;
  readonly times: number;
}

/** What is not as it should be and held nothing back; the same told once. */
export function warningsOf({ findings, checks }: Results): Warning[] {
  const all = [...findings, ...checks.flatMap(({ warnings }) => warnings)];
  const same = grouped(all, ({ code, service, actual }) => JSON.stringify([code, service, actual]));
  return [...same.values()].flatMap(([finding, ...more]) =>
    finding === undefined ? [] : [{ finding, times: more.length + 1 }],
  );
}

/** What is not as it should be and held nothing back, with what to do. */
export function warningsCard(results: Results): Html | '' {
  const warnings = warningsOf(results);
  if (warnings.length === 0) return '';
  return html`<section class="card" aria-labelledby="warnings">
    <h2 id="warnings">Warnings</h2>
    <ul>
      ${warnings.map(
        ({ finding: { code, service, actual, expected, hint }, times }) =>
          html`<li>
            <strong>${service}</strong>: ${actual}; expected ${expected}${times > 1 && ` (${times} times)`}
            <code>${code}</code>
            <div class="soft">${prose(hint)}</div>
          </li>`,
      )}
    </ul>
  </section>`;
}

/** What went wrong with the run itself. */
export const errorsCard = ({ errors, checks }: Results): Html | '' =>
  errors.length === 0 || checks.length === 0
    ? ''
    : html`<section class="card incident" aria-labelledby="errors">
        <h2 id="errors">Errors of the run itself</h2>
        <ul>
          ${errors.map((error) => html`<li>${prose(error)}</li>`)}
        </ul>
      </section>`;

/** What the run created and could not remove. */
export const leftoversCard = ({ leftovers }: Results): Html | '' =>
  leftovers.length === 0
    ? ''
    : html`<section class="card incident" aria-labelledby="left">
        <h2 id="left">Left behind</h2>
        <ul>
          ${leftovers.map(({ kind, id, reason }) => html`<li>${kind} <code>${id}</code>: ${reason}</li>`)}
        </ul>
      </section>`;
