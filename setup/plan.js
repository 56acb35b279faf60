/**
 * What a clone needs from the machine below it, beyond Node.js.
 * @typedef {'browser' | 'redis' | 'rabbitmq' | 'kcat'} Need
 */

/**
 * What can be used here to install something.
 * @typedef {object} Machine
 * @property {'apt-get' | 'dnf' | 'brew' | undefined} manager the system's package manager
 * @property {'root' | 'sudo' | 'none'} rights `sudo` only where it asks for no password
 * @property {boolean} isUbuntu there, Chromium is a snap, which a test runner cannot drive
 * @property {boolean} playwrightAnswers whether Playwright's download host can be reached
 */

/**
 * @typedef {object} Command
 * @property {readonly string[]} argv
 * @property {number} seconds after which it is stopped
 * @property {boolean} [mayFail] whether the commands after it are tried all the same
 */

/**
 * One way to get what is needed: its commands in order.
 * @typedef {object} Attempt
 * @property {string} how
 * @property {readonly Command[]} commands
 */

const PLAYWRIGHT_SECONDS = 60;
const UPDATE_SECONDS = 90;
const INSTALL_SECONDS = 600;

/**
 * What each need can be met with, best first. A browser without windows takes a third less of the processor.
 * @type {Record<'apt-get' | 'dnf' | 'brew', Record<Need, readonly (readonly string[])[]>>}
 */
const PACKAGES = {
  'apt-get': {
    browser: [['chromium-headless-shell'], ['chromium']],
    redis: [['redis-server']],
    rabbitmq: [['rabbitmq-server']],
    kcat: [['kcat']],
  },
  dnf: { browser: [['chromium']], redis: [['valkey']], rabbitmq: [['rabbitmq-server']], kcat: [['kcat']] },
  brew: {
    browser: [['--cask', 'google-chrome']],
    redis: [['redis']],
    rabbitmq: [['rabbitmq']],
    kcat: [['kcat']],
  },
};

/**
 * The ways to get what is missing, best first. Pure.
 * @param {Need} need
 * @param {Machine} machine
 * @returns {Attempt[]}
 */
export function attemptsFor(need, machine) {
  return [...playwrightAttempt(need, machine), ...packageAttempts(need, machine)];
}

/**
 * The line to type where nothing could be installed. Pure.
 * @param {readonly Need[]} needs
 * @param {Machine} machine
 */
export function lineToType(needs, machine) {
  const packaged = needs.filter((need) => hasPackage(need, machine));
  const others = needs.filter((need) => !packaged.includes(need));
  return [...byPackageManager(packaged, machine), ...others.map((need) => WITHOUT_PACKAGE[need])].join(' && ');
}

/** @type {Record<Need, string>} */
const WITHOUT_PACKAGE = {
  browser: 'npx playwright install --with-deps chromium',
  redis: 'install redis-server or valkey-server with the package manager of this system',
  rabbitmq: 'install rabbitmq-server with the package manager of this system',
  kcat: 'install kcat with the package manager of this system',
};

/**
 * @param {Need} need
 * @param {Machine} machine
 */
function hasPackage(need, { manager, isUbuntu }) {
  return manager !== undefined && !(need === 'browser' && isUbuntu);
}

/**
 * @param {Need} need
 * @param {Machine} machine
 * @returns {Attempt[]}
 */
function playwrightAttempt(need, machine) {
  if (need !== 'browser' || !machine.playwrightAnswers) return [];
  // --with-deps asks sudo for a password where it must, and knows the packages of apt-get only.
  const dependencies = machine.manager === 'apt-get' && machine.rights !== 'none' ? ['--with-deps'] : [];
  const argv = ['npx', 'playwright', 'install', ...dependencies, 'chromium'];
  return [{ how: argv.join(' '), commands: [{ argv, seconds: PLAYWRIGHT_SECONDS }] }];
}

/**
 * @param {Need} need
 * @param {Machine} machine
 * @returns {Attempt[]}
 */
function packageAttempts(need, machine) {
  const { manager } = machine;
  if (manager === undefined || !hasPackage(need, machine)) return [];
  if (manager !== 'brew' && machine.rights === 'none') return [];
  const elevated = manager !== 'brew' && machine.rights === 'sudo' ? ['sudo', '-n'] : [];
  return PACKAGES[manager][need].map((packages) => ({
    how: `${manager} install ${packages.join(' ')}`,
    commands: INSTALLATION[manager](packages).map((command) => ({
      ...command,
      argv: [...elevated, ...command.argv],
    })),
  }));
}

const QUIET = ['env', 'DEBIAN_FRONTEND=noninteractive', 'NEEDRESTART_SUSPEND=1'];
const OPTIONS = [
  '-oDPkg::Lock::Timeout=120',
  '-oDPkg::Options::=--force-confold',
  '-oAcquire::Retries=1',
  '-oAcquire::http::Timeout=15',
];

/** @type {Record<'apt-get' | 'dnf' | 'brew', (packages: readonly string[]) => Command[]>} */
const INSTALLATION = {
  'apt-get': (packages) => [
    // An installation that was stopped half-way would otherwise refuse every later one.
    { argv: [...QUIET, 'dpkg', '--force-confold', '--configure', '-a'], seconds: INSTALL_SECONDS, mayFail: true },
    // One source that does not answer must not keep the others from serving.
    { argv: [...QUIET, 'apt-get', ...OPTIONS, 'update'], seconds: UPDATE_SECONDS, mayFail: true },
    {
      argv: [...QUIET, 'apt-get', ...OPTIONS, 'install', '-y', '--no-install-recommends', ...packages],
      seconds: INSTALL_SECONDS,
    },
  ],
  dnf: (packages) => [{ argv: ['dnf', 'install', '-y', ...packages], seconds: INSTALL_SECONDS }],
  brew: (packages) => [{ argv: ['env', 'NONINTERACTIVE=1', 'brew', 'install', ...packages], seconds: INSTALL_SECONDS }],
};

/**
 * @param {readonly Need[]} needs
 * @param {Machine} machine
 * @returns {string[]}
 */
function byPackageManager(needs, { manager, rights }) {
  if (manager === undefined || needs.length === 0) return [];
  if (manager === 'brew') return needs.map((need) => `brew install ${usualPackages('brew', need).join(' ')}`);
  const sudo = rights === 'root' ? '' : 'sudo ';
  const packages = needs.flatMap((need) => usualPackages(manager, need)).join(' ');
  const update = manager === 'apt-get' ? [`${sudo}apt-get update`] : [];
  return [...update, `${sudo}${manager} install -y ${packages}`];
}

/**
 * What every version of the system offers.
 * @param {'apt-get' | 'dnf' | 'brew'} manager
 * @param {Need} need
 * @returns {readonly string[]}
 */
function usualPackages(manager, need) {
  return PACKAGES[manager][need].at(-1) ?? [];
}
