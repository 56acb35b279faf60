import { type ProcessName, serviceNames, storeNames } from '../kernel/names.js';
import { defineFault } from './define.js';

const WITH_DATABASE = ['identity', 'content', 'assessment', 'account'];

/** The checks that look at one process, and at nothing else. */
function ownChecks(name: ProcessName): string[] {
  const network = `network > ${name} resolves and accepts connections`;
  if (storeNames.some((store) => store === name)) return [network, `health > ${name} answers`];
  const facts = [
    'says that it is healthy',
    'is alive',
    'is ready',
    'exposes metrics',
    'answers within its budget',
    ...(WITH_DATABASE.includes(name) ? ['reaches its database', 'describes its database'] : []),
  ];
  return [network, ...facts.map((fact) => `health > ${name} ${fact}`)];
}

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
