import { serviceNames, storeNames } from '../kernel/names.js';
import { defineFault } from './define.js';

/** Each process, stopped (it refuses) and paused (it accepts and never answers). */
export default [...serviceNames, ...storeNames].flatMap((name) => [
  defineFault({
    name: `${name}-stopped`,
    title: `${name} does not run`,
    expects: [],
    signal: { process: name, action: 'stop' },
  }),
  defineFault({
    name: `${name}-paused`,
    title: `${name} accepts connections and does not answer`,
    expects: [],
    signal: { process: name, action: 'pause' },
  }),
]);
