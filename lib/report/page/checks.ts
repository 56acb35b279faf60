import { grouped } from '../../verdict/canonical.js';
import { OUTCOMES as ALL_OUTCOMES, type CheckResult, type KnownIssue } from '../../verdict/evidence.js';
import { countsOf } from '../counts.js';
import { knownOfCheck, sayKnown } from '../known-issues.js';
import type { Results } from '../results.js';
import { attachmentLinks, traceCommand } from './attachments.js';
import { chip, countChips, OUTCOMES, outcomeChip } from './chips.js';
import { clipped, html, type Html, prose } from './html.js';
import { LEVELS } from './run.js';

const rank = ({ outcome }: CheckResult): number => OUTCOMES.findIndex((one) => one.outcome === outcome);

/** All checks by level and area; open are those with something to tell, which what was merely held back has not. */
export function checksCard(results: Results): Html | '' {
  const { checks, areas } = results;
  if (checks.length === 0) return '';
  const byLevel = [...grouped(checks, ({ level }) => level)].toSorted(([a], [b]) => a - b);
  const met = ALL_OUTCOMES.filter((outcome) => checks.some((check) => check.outcome === outcome));
  return html`<section class="card" aria-labelledby="checks">
    <h2 id="checks">Checks</h2>
    <search class="tools">
      <input type="search" id="find" placeholder="Find checks" aria-label="Find checks" />
      ${choice(
        'outcome',
        'all outcomes',
        OUTCOMES.filter(({ outcome }) => met.includes(outcome)).map(({ outcome, word }) => [outcome, word]),
      )}
      ${choice(
        'level',
        'all levels',
        byLevel.map(([level]) => [String(level), `level ${level}`]),
      )}
      ${choice(
        'area',
        'all areas',
        areas.map(({ area }) => [area, area]),
      )}
      <span id="found" class="soft" role="status"></span>
    </search>
    ${byLevel.map(([level, of]) => levelPart(level, of, results))}
  </section>`;
}

const choice = (id: string, all: string, values: ReadonlyArray<readonly [string, string]>): Html =>
  html`<select id="${id}" aria-label="${id}">
    <option value="">${all}</option>
    ${values.map(([value, word]) => html`<option value="${value}">${word}</option>`)}
  </select>`;

function levelPart(level: number, checks: readonly CheckResult[], results: Results): Html {
  const byArea = [...grouped(checks, ({ area }) => area)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return html`<h3>Level ${level}: ${LEVELS[level]}</h3>
    ${byArea.map(([area, of]) => areaPart(level, area, of, results))}`;
}

function areaPart(level: number, area: string, checks: readonly CheckResult[], results: Results): Html {
  const tells = checks.some(({ outcome }) => ['failed', 'flaky', 'unverified'].includes(outcome));
  return html`<details class="area" data-level="${level}" data-area="${area}" ${tells && 'open'}>
    <summary><strong>${area}</strong> ${countChips(countsOf(checks))}</summary>
    <ul class="checks">
      ${checks.toSorted((a, b) => rank(a) - rank(b)).map((check) => checkRow(check, knownOfCheck(results, check), results))}
    </ul>
  </details>`;
}

/** Characters of a reason that are enough to tell it from others. */
const ENOUGH = 600;

function checkRow(check: CheckResult, known: KnownIssue | undefined, { history }: Results): Html {
  const { id, outcome, reason, warnings, critical, duration_ms } = check;
  return html`<li data-outcome="${outcome}">
    <span class="number soft">${Math.round(duration_ms)} ms</span>
    ${outcomeChip(outcome)} ${id} ${critical && html`<span class="soft">critical</span>`}
    ${history?.turned_red.includes(id) === true && chip('passed before', 'bad')}
    ${known !== undefined && chip(sayKnown(known), 'calm')}
    ${reason !== null && html`<div class="soft">${prose(clipped(reason, ENOUGH))}</div>`}
    ${outcome === 'failed' && evidence(check)}
    ${warnings.map(({ code, actual }) => html`<div>${chip(`${code}: ${actual}`, 'wait')}</div>`)}
  </li>`;
}

const evidence = (check: CheckResult): Html =>
  html`<div class="soft">
    guards against:
    ${check.impact}${check.route !== null && html` · <code>${check.route}</code>`}${
      check.correlation_id !== null && html` · <code class="command">${check.correlation_id}</code>`
    }
    · <code>${check.file}</code> · ${attachmentLinks(check)} ${traceCommand(check)}
  </div>`;
