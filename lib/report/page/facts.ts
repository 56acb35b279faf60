import type { CheckResult, Incident } from '../../verdict/evidence.js';
import { explainedBy } from '../explained.js';
import { harmOf, printImpacts } from '../impacts.js';
import type { Results } from '../results.js';
import { sayPast, saySince, sayWayBack, sinceOf } from '../since.js';
import { clipped, html, type Html, prose } from './html.js';

/** The four things that the person on call asks of the weightiest incident. */
export const facts = (incident: Incident, results: Results): Html =>
  html`<dl class="facts">
    ${fact('What broke', whatBroke(incident))} ${fact('What it takes down', whatItTakes(incident, results))}
    ${fact('Since', sinceWhen(incident, results))} ${fact('What to do', whatToDo(incident, results))}
  </dl>`;

const fact = (asked: string, answer: Html): Html =>
  html`<div>
    <dt>${asked}</dt>
    <dd>${answer}</dd>
  </div>`;

function whatBroke({ root, kind, suspected, cause, summary }: Incident): Html {
  if (kind === 'check') return html`<a href="#incident-1">${clipped(summary, 200)}</a>`;
  return html`<a href="#incident-1"><strong>${root}</strong></a
    >${suspected && ' (suspected)'}: ${cause.replace('-', ' ')}`;
}

function whatItTakes(incident: Incident, { checks, tests }: Results): Html {
  const { affects } = incident;
  const explained = explainedBy(incident, checks);
  if (affects.length + explained.length === 0) return html`nothing that was seen`;
  return html`${affects.length > 0 && html`<strong>${affects.join(', ')}</strong>; `}${explained.length} of
  ${tests.total} checks failed or were held back for it${impactOf(explained)}`;
}

/** What people suffer for sure. That a service does not work says nothing of it. */
function impactOf(explained: readonly CheckResult[]): string {
  const { certain } = harmOf(explained.filter(({ level }) => level > 2));
  return certain.length === 0 ? '' : `: ${printImpacts(certain, 2)}`;
}

function sinceWhen(incident: Incident, results: Results): Html {
  const since = sinceOf(incident, results);
  const past = sayPast(incident.root, results);
  return html`${since === undefined ? 'not seen itself' : saySince(since)}
  ${past !== undefined && html`<div class="soft">${past}</div>`}`;
}

function whatToDo({ hint }: Incident, results: Results): Html {
  const back = sayWayBack(results);
  return html`${prose(hint)}${back !== undefined && html`<div>${back}</div>`}`;
}
