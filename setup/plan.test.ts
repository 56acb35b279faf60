import { describe, expect, test } from 'vitest';
import { attemptsFor, lineToType } from './plan.js';

const debian = { manager: 'apt-get', rights: 'root', isUbuntu: false, playwrightAnswers: true } as const;

const hows = (...args: Parameters<typeof attemptsFor>): string[] => attemptsFor(...args).map(({ how }) => how);
const commands = (...args: Parameters<typeof attemptsFor>): string[] =>
  attemptsFor(...args).flatMap((attempt) => attempt.commands.map(({ argv }) => argv.join(' ')));

describe('ways to get a browser', () => {
  test("Playwright's own comes first, then the system's package", () => {
    expect(hows('browser', debian)).toEqual([
      'npx playwright install --with-deps chromium',
      'apt-get install chromium-headless-shell',
      'apt-get install chromium',
    ]);
  });

  test("Playwright's own is bounded to a minute", () => {
    expect(attemptsFor('browser', debian)[0]?.commands[0]?.seconds).toBe(60);
  });

  test('a machine that cannot reach the download host goes straight to the package manager', () => {
    expect(hows('browser', { ...debian, playwrightAnswers: false })).toEqual([
      'apt-get install chromium-headless-shell',
      'apt-get install chromium',
    ]);
  });

  test('a user who may install nothing gets no command that asks for a password', () => {
    expect(commands('browser', { ...debian, rights: 'none' })).toEqual(['npx playwright install chromium']);
  });

  test('on Ubuntu the package is left alone, because it is a snap', () => {
    expect(hows('browser', { ...debian, isUbuntu: true })).toEqual(['npx playwright install --with-deps chromium']);
  });

  test('dependencies are asked for where Playwright knows the package manager', () => {
    expect(hows('browser', { ...debian, manager: 'dnf' })).toEqual([
      'npx playwright install chromium',
      'dnf install chromium',
    ]);
  });
});

describe('ways to get brokers', () => {
  test('they come from the package manager', () => {
    expect(hows('rabbitmq', debian)).toEqual(['apt-get install rabbitmq-server']);
    expect(hows('kcat', debian)).toEqual(['apt-get install kcat']);
  });

  test('where nothing can be installed, one line says what to type', () => {
    expect(lineToType(['rabbitmq', 'kcat'], { ...debian, rights: 'none' })).toBe(
      'sudo apt-get update && sudo apt-get install -y rabbitmq-server kcat',
    );
  });
});

describe('ways to get a Redis server', () => {
  test('an interrupted installation is finished and the lists are refreshed before it is installed', () => {
    const [configure, update, install] = attemptsFor('redis', debian)[0]?.commands ?? [];
    expect(configure).toMatchObject({ mayFail: true, argv: expect.arrayContaining(['dpkg', '--configure']) });
    expect(update).toMatchObject({ mayFail: true, argv: expect.arrayContaining(['apt-get', 'update']) });
    expect(install?.argv).toEqual(expect.arrayContaining(['apt-get', 'install', '-y', 'redis-server']));
  });

  test('no apt-get or dpkg command may ask a question', () => {
    expect(commands('redis', debian).every((line) => line.includes('DEBIAN_FRONTEND=noninteractive'))).toBe(true);
  });

  test('sudo is used only where it asks for no password', () => {
    const withSudo = commands('redis', { ...debian, rights: 'sudo' });
    expect(withSudo.every((line) => line.startsWith('sudo -n '))).toBe(true);
    expect(commands('redis', { ...debian, rights: 'none' })).toEqual([]);
  });

  test('brew needs no rights', () => {
    expect(commands('redis', { ...debian, manager: 'brew', rights: 'none' })).toEqual([
      'env NONINTERACTIVE=1 brew install redis',
    ]);
  });
});

describe('the line to type', () => {
  test.each([
    [{ rights: 'none' }, 'sudo apt-get update && sudo apt-get install -y chromium redis-server'],
    [{ rights: 'root' }, 'apt-get update && apt-get install -y chromium redis-server'],
    [{ rights: 'none', manager: 'dnf' }, 'sudo dnf install -y chromium valkey'],
    [{ rights: 'none', manager: 'brew' }, 'brew install --cask google-chrome && brew install redis'],
    [
      { rights: 'none', isUbuntu: true },
      'sudo apt-get update && sudo apt-get install -y redis-server && npx playwright install --with-deps chromium',
    ],
  ] as const)('for %o it installs what is missing', (machine, line) => {
    expect(lineToType(['browser', 'redis'], { ...debian, ...machine })).toBe(line);
  });

  test('names only what is missing', () => {
    expect(lineToType(['redis'], debian)).toBe('apt-get update && apt-get install -y redis-server');
  });
});
