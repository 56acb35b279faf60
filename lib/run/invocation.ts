/** The runner's options with which nothing runs. */
const DRY = ['--list', '--help', '-h'];

/** Whether the runner serves an editor or its UI mode: checks run as somebody picks them, and what comes of it is no result. */
export const isServed = (argv: readonly string[]): boolean =>
  argv.some((word) => word === '--ui' || word.startsWith('--ui-') || word === 'test-server');

/**
 * Whether the runner was called to verify something, so that there is a run to record. Processes that it starts for itself
 * are called by no command.
 */
export const isRun = (argv: readonly string[]): boolean =>
  argv.includes('test') && !argv.some((word) => DRY.includes(word)) && !isServed(argv);

/** Whether the browser is to be seen. */
export const hasWindows = (argv: readonly string[]): boolean =>
  argv.some((word) => word === '--headed' || word === '--debug');

/** Whether somebody sits before it and may stop it to look. */
export const isWatched = (argv: readonly string[]): boolean => isServed(argv) || hasWindows(argv);

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

/** Options of the runner that take a value as the next word. What is no value is the name of a file. */
const VALUED = (
  '-c --config -j --workers --reporter --timeout --global-timeout --retries --shard --output --max-failures ' +
  '--repeat-each --trace --tsconfig --name --browser --grep -g --grep-invert -G --test-list --test-list-invert'
).split(' ');

/** The projects that a verdict needs; the umbrella stands for all of them. */
const UMBRELLA = 'smoke';
const NEEDED = ['preflight', 'health', 'api', 'websocket', 'browser'];

/** Whether the runner was asked for everything that a verdict needs. Pure. */
export function isFull(argv: readonly string[]): boolean {
  const { projects, files, narrowed } = readInvocation(argv);
  const everything =
    projects.length === 0 || projects.includes(UMBRELLA) || NEEDED.every((name) => projects.includes(name));
  return everything && !files && !narrowed;
}

interface Invocation {
  readonly projects: readonly string[];
  /** Some files were named. */
  readonly files: boolean;
  readonly narrowed: boolean;
}

function readInvocation(argv: readonly string[]): Invocation {
  const words = argv.slice(argv.indexOf('test') + 1);
  const projects: string[] = [];
  let files = false;
  let reading: 'nothing' | 'value' | 'projects' = 'nothing';
  for (const word of words) {
    if (word.startsWith('-')) {
      const [name = '', value] = word.split('=', 2);
      if (name === '--project' && value !== undefined) projects.push(value);
      reading =
        value !== undefined
          ? 'nothing'
          : name === '--project'
            ? 'projects'
            : VALUED.includes(name)
              ? 'value'
              : 'nothing';
    } else if (reading === 'projects') projects.push(word);
    else if (reading === 'value') reading = 'nothing';
    else files = true;
  }
  const narrowed = words.some((word) => NARROWING.includes(word.split('=')[0] ?? '') || /^-[gG]./.test(word));
  return { projects, files, narrowed };
}
