import { grouped } from '../../verdict/canonical.js';
import type { CheckResult, KnownIssue } from '../../verdict/evidence.js';
import { areasOf } from '../counts.js';
import { knownOfCheck, sayKnown } from '../known-issues.js';
import type { Results } from '../results.js';
import { chip, countChips, OUTCOMES, outcomeChip } from './chips.js';
import { html, type Html, prose } from './html.js';

const rank = ({ outcome }: CheckResult): number => OUTCOMES.findIndex((one) => one.outcome === outcome);

/** All checks by level and area; what is not well is open. */
export function checksCard(results: Results): Html | '' {
  const { checks } = results;
  if (checks.length === 0) return '';
  const byLevel = [...grouped(checks, ({ level }) => level)].toSorted(([a], [b]) => a - b);
  return html`<section class="card" aria-labelledby="checks">
    <h2 id="checks">Checks</h2>
    <div class="tools">
      <input type="search" id="find" placeholder="Find checks" aria-label="Find checks" />
      <select id="outcome" aria-label="Outcome">
        <option value="">all outcomes</option>
        ${OUTCOMES.map(({ outcome, word }) => html`<option value="${outcome}">${word}</option>`)}
      </select>
      <span id="found" class="soft" role="status"></span>
    </div>
    ${byLevel.map(([level, of]) => levelPart(level, of, results))}
  </section>`;
}

const NAMES: Readonly<Record<number, string>> = {
  1: 'configuration',
  2: 'health',
  3: 'critical paths',
  4: 'workflows',
};

function levelPart(level: number, checks: readonly CheckResult[], results: Results): Html {
  const took = results.levels.find((one) => one.level === level);
  const byArea = [...grouped(checks, ({ area }) => area)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return html`<h3>
      Level ${level}: ${NAMES[level]}
      ${took !== undefined && html`<span class="soft">${took.duration_s.toFixed(1)} of ${took.budget_s} s</span>`}
    </h3>
    ${byArea.map(([area, of]) => areaPart(area, of, results))}`;
}

function areaPart(area: string, checks: readonly CheckResult[], results: Results): Html {
  const [counts] = areasOf(checks);
  const isWell = checks.every(({ outcome }) => outcome === 'passed' || outcome === 'not-applicable');
  return html`<details class="area" ${isWell ? '' : 'open'}>
    <summary><strong>${area}</strong> ${counts !== undefined && countChips(counts)}</summary>
    <ul class="checks">
      ${checks.toSorted((a, b) => rank(a) - rank(b)).map((check) => checkRow(check, knownOfCheck(results, check)))}
    </ul>
  </details>`;
}

function checkRow(check: CheckResult, known: KnownIssue | undefined): Html {
  const { id, outcome, reason, warnings, critical, duration_ms } = check;
  return html`<li data-outcome="${outcome}">
    <span class="number soft">${Math.round(duration_ms)} ms</span>
    ${outcomeChip(outcome)} ${id} ${critical && html`<span class="soft">critical</span>`}
    ${known !== undefined && chip(sayKnown(known), 'calm')}
    ${reason !== null && html`<div class="soft">${prose(reason)}</div>`}
    ${warnings.map(({ code, actual }) => html`<div>${chip(`${code}: ${actual}`, 'wait')}</div>`)}
  </li>`;
}
