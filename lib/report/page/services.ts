import type { Results } from '../results.js';
import { LOOKS, printGraph } from './graph.js';
import { html, type Html, prose } from './html.js';
import { looksOf, type ServiceLook } from './service-looks.js';

/** The services drawn, and what was last seen of each. */
export function servicesCard(results: Results): Html | '' {
  if (results.nodes.length === 0) return '';
  const services = looksOf(results.nodes, results);
  const isWell = services.every(({ look }) => look === 'healthy');
  return html`<section class="card" aria-labelledby="services">
    <h2 id="services">Services</h2>
    <div class="scroll" tabindex="0" role="group" aria-label="Drawing of the services">${printGraph(services)}</div>
    ${legend(services)}
    <details ${isWell ? '' : 'open'}>
      <summary>What was seen of each</summary>
      ${table(services, results)}
    </details>
  </section>`;
}

function legend(services: readonly ServiceLook[]): Html {
  const shown = Object.entries(LOOKS).filter(([look]) => services.some((service) => service.look === look));
  return html`<p class="legend soft">
    ${shown.map(
      ([look, { word, sign, meaning }]) =>
        html`<span
          ><svg width="22" height="14" aria-hidden="true" class="node ${look}">
            <rect x="1" y="1" width="20" height="12" rx="4" />
          </svg>
          ${sign} ${word}: ${meaning}</span
        > `,
    )}
    <span>An arrow leads to what is needed.</span>
    <span>Milliseconds: what its most asked route usually takes, or, over its budget, its p95.</span>
  </p>`;
}

/** What is least well comes first. */
const ORDER = Object.keys(LOOKS);

const table = (services: readonly ServiceLook[], results: Results): Html =>
  html`<table>
    <caption class="unseen">
      What was last seen of each service
    </caption>
    <thead>
      <tr>
        <th scope="col">Service</th>
        <th scope="col">Seen</th>
      </tr>
    </thead>
    <tbody>
      ${services.toSorted((a, b) => ORDER.indexOf(a.look) - ORDER.indexOf(b.look)).map((service) => row(service, results))}
    </tbody>
  </table>`;

function row(service: ServiceLook, { incidents }: Results): Html {
  const { node, look, incident, about, last, slow, over } = service;
  const places = look === 'broken' ? about : [incident].filter((place) => place !== undefined);
  // What to do about a service that suffers from another is to be done there.
  const hints = look !== 'affected';
  return html`<tr id="service-${node.name}" tabindex="-1">
    <th scope="row">${node.name}</th>
    <td>
      ${LOOKS[look].word}${places.map(
        (place, nth) =>
          html`${nth > 0 ? ', ' : look === 'affected' ? ' because of ' : ': '}<a href="#incident-${place + 1}"
              >${incidents[place]?.root}</a
            >`,
      )}
      ${
        over !== undefined &&
        html`<p>p95 of its slowest <a href="#times">route</a>: ${over.p95_ms} ms, budget ${over.budget_ms} ms</p>`
      }
      ${[...(last?.findings ?? []), ...slow].map(
        ({ code, actual, hint }) =>
          html`<p>
            ${actual} <code class="soft">${code}</code>${hints && html` <span class="soft">${prose(hint)}</span>`}
          </p>`,
      )}
    </td>
  </tr>`;
}
