import type { Results } from '../results.js';
import { printGraph } from './graph.js';
import { html, type Html } from './html.js';

/** The services drawn, and what was last seen of each. */
export const servicesCard = (results: Results): Html | '' =>
  results.nodes.length === 0
    ? ''
    : html`<section class="card" aria-labelledby="services">
        <h2 id="services">Services</h2>
        <div class="scroll" tabindex="0" role="region" aria-label="Drawing of the services">${printGraph(results)}</div>
        ${looks(results)}
      </section>`;

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
