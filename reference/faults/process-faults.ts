import { type ProcessName, serviceNames, storeNames } from '../kernel/names.js';
import { defineFault } from './define.js';

const isStore = (name: ProcessName): boolean => storeNames.some((store) => store === name);

/** The checks that tell of one process; those that ask more of it have nothing to add. */
const ownChecks = (name: ProcessName): string[] => [
  `network > ${name} resolves and accepts connections`,
  `health > ${name} ${isStore(name) ? 'answers' : 'says that it is healthy'}`,
];

/** Each process, stopped (it refuses) and paused (it accepts and never answers). */
export default [...serviceNames, ...storeNames].flatMap((name) => [
  defineFault({
    name: `${name}-stopped`,
    title: `${name} does not run`,
    expects: ownChecks(name),
    because: 'refuse',
    signal: { process: name, action: 'stop' },
  }),
  defineFault({
    name: `${name}-paused`,
    title: `${name} accepts connections and does not answer`,
    expects: ownChecks(name).filter((check) => !check.startsWith('network')),
    because: 'time',
    signal: { process: name, action: 'pause' },
  }),
]);
