/** The runner's commands and options with which nothing is verified: they list, or serve an editor or the UI mode. */
const DRY = ['--list', '--ui', '--help', '-h', 'test-server', 'show-report', 'show-trace', 'merge-reports', 'install'];

/** Whether the runner was called to verify something, so that there is a run to record. */
export const isRun = (argv: readonly string[]): boolean =>
  !argv.some((word) => DRY.includes(word) || word.startsWith('--ui-'));

/** Options of the runner that leave out some of the checks of the chosen projects. */
const NARROWING = [
  '-g',
  '-G',
  '--grep',
  '--grep-invert',
  '--last-failed',
  '--only-changed',
  '--test-list',
  '--no-deps',
];

/** Whether the runner's options leave out some of the checks of the projects that it was given. */
export const isNarrowed = (argv: readonly string[]): boolean =>
  argv.some((word) => NARROWING.includes(word.split('=')[0] ?? '') || /^-[gG]./.test(word));
