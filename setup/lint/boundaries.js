import { posix } from 'node:path';

/**
 * Who may import whom. The first row whose `from` holds a file decides; what no row holds is free.
 * @typedef {object} Boundary
 * @property {string} from a folder, or a file without its extension
 * @property {readonly string[]} may what of this repository it may import
 * @property {RegExp} [packages] which packages it may import; without it, any
 * @property {string} because
 */

const NEVER_PLAYWRIGHT = /^(?!.*playwright)/;
// No way out but the clients of the fixtures: what they send, the guard has judged.
const NODE_ONLY = /^node:(?!child_process|dgram|http|net|tls|worker_threads)/;

/** @type {readonly Boundary[]} */
const BOUNDARIES = [
  {
    from: 'lib',
    may: ['lib', 'package'],
    packages: NEVER_PLAYWRIGHT,
    because: 'lib is plain TypeScript that the command and the checks share',
  },
  {
    from: 'reference',
    may: ['reference'],
    packages: NEVER_PLAYWRIGHT,
    because: 'the judge and the accused share no code',
  },
  { from: 'targets', may: ['targets', 'lib', 'e2e/contracts'], because: 'a target describes, it does not check' },
  {
    from: 'fixtures',
    may: ['fixtures', 'lib', 'e2e/contracts'],
    because: 'fixtures know the contract, never a target',
  },
  {
    from: 'e2e/contracts',
    may: ['e2e/contracts', 'lib'],
    because: 'a page contract is known by targets, which know no fixtures',
  },
  {
    from: 'e2e',
    may: ['fixtures', 'e2e/contracts'],
    packages: NODE_ONLY,
    because: 'a spec reads like a story; the rest is in fixtures',
  },
  {
    from: 'api',
    may: ['fixtures', 'e2e/contracts'],
    packages: NODE_ONLY,
    because: 'a spec reads like a story; the rest is in fixtures',
  },
  { from: 'reporters', may: ['reporters', 'lib'], because: 'a reporter is a thin shell over lib' },
  { from: 'cli', may: ['cli', 'lib', 'package'], because: 'the command is a thin shell over lib' },
  {
    from: 'selftest/grants',
    may: ['selftest', 'fixtures', 'lib', 'playwright.config'],
    because: 'it is a target, a spec and a configuration like any other',
  },
  {
    from: 'selftest/leaks',
    may: ['selftest', 'fixtures', 'lib', 'playwright.config', 'setup'],
    because: 'it is a target, a spec and a configuration like any other',
  },
  { from: 'selftest/hostile', may: ['selftest', 'lib'], because: 'it is a target like any other' },
  {
    from: 'selftest',
    may: [
      'selftest',
      'lib/report/results',
      'lib/run/check-notes',
      'lib/clients/testing',
      'reference/testing',
      'reference/faults/registry',
      'setup/browser',
      'setup/brokers',
    ],
    because: 'it starts the real thing, reads its results and looks at its pages',
  },
  { from: 'setup', may: ['setup'], because: 'set-up runs before anything else can' },
];

/**
 * What is wrong with an import, if anything is. Pure.
 * @param {string} file path of the importing file, relative to the repository, with `/`
 * @param {string} source what it imports, as written
 * @returns {string | undefined}
 */
export function violation(file, source) {
  const boundary = BOUNDARIES.find(({ from }) => isWithin(file, from));
  if (boundary === undefined) return undefined;
  const { from, may, packages, because } = boundary;
  if (!source.startsWith('.')) {
    return packages === undefined || packages.test(source)
      ? undefined
      : `${from} must not import ${source}: ${because}`;
  }
  const target = posix.join(posix.dirname(file), source);
  if (may.some((allowed) => isWithin(target, allowed))) return undefined;
  return `${from} may import ${may.join(', ')}, not ${target}: ${because}`;
}

/**
 * @param {string} path
 * @param {string} place
 */
function isWithin(path, place) {
  return path === place || path.startsWith(`${place}/`) || path.startsWith(`${place}.`);
}
