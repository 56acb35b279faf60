import type { Results } from '../results.js';
import { html, type Html } from './html.js';

/** What the platform told of its own processes: how long they took to start, and how much memory they have used. */
export function processesTable({ profiling: { platform } }: Results): Html | '' {
  if (platform === null || platform.services.length === 0) return '';
  const { seed_ms, services } = platform;
  return html`<details>
    <summary>
      Starts and memory of ${services.length} processes${seed_ms !== null && `; first data in ${seconds(seed_ms)}`}
    </summary>
    <div class="scroll" tabindex="0" role="group" aria-label="Table of processes">
      <table>
        <caption class="unseen">
          What the platform told of its processes when the checks had ended
        </caption>
        <thead>
          <tr>
            <th scope="col">Process</th>
            <th scope="col" class="number">ready after</th>
            <th scope="col" class="number">peak memory</th>
          </tr>
        </thead>
        <tbody>
          ${services.map(
            ({ service, start_ms, peak_memory_bytes }) =>
              html`<tr>
                <th scope="row" class="mono">${service}</th>
                <td class="number">${start_ms === null ? '–' : seconds(start_ms)}</td>
                <td class="number">${peak_memory_bytes === null ? '–' : mebibytes(peak_memory_bytes)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
const mebibytes = (bytes: number): string => `${Math.round(bytes / 1_048_576)} MiB`;
