import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readHealth } from './health.js';
import { KNOWN_WORDS, stateOfWord } from './health-words.js';

const stateOf = (body: unknown, words = {}) =>
  readHealth(typeof body === 'string' ? body : JSON.stringify(body), words).state;

const HEALTHY = 'ok healthy up pass alive ready available running connected'.split(' ');
const DEGRADED = 'warning degraded'.split(' ');
const UNHEALTHY = 'unhealthy error down dead unavailable disconnected not_ready'.split(' ');

describe('a word', () => {
  test.each([
    ...HEALTHY.map((word) => [word, 'healthy']),
    ...DEGRADED.map((word) => [word, 'degraded']),
    ...UNHEALTHY.map((word) => [word, 'unhealthy']),
    ['nominal', 'unknown'],
  ])('%s is %s, alone and as a status', (word, state) => {
    expect([stateOf(word), stateOf(JSON.stringify(word)), stateOf({ status: word })]).toEqual([state, state, state]);
  });

  test('means the same in every spelling', () => {
    const spellings = fc.constantFrom<(word: string) => string>(
      (word) => word.toUpperCase(),
      (word) => word.charAt(0).toUpperCase() + word.slice(1),
      (word) => word.replaceAll('_', ' '),
      (word) => word.replaceAll('_', '-'),
      (word) => ` ${word}.\n`,
    );
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(KNOWN_WORDS).flat()), spellings, (word, spell) => {
        expect(stateOfWord(spell(word))).toBe(stateOfWord(word));
      }),
    );
  });

  test('stands in one list only', () => {
    const words = Object.values(KNOWN_WORDS).flat();

    expect(new Set(words).size).toBe(words.length);
  });

  test('of the target wins over what others mean by it', () => {
    const own = { healthy: ['Nominal', 'warning'], degraded: ['limping'], unhealthy: ['ok'] };

    expect(['nominal', 'WARNING', 'limping', 'ok', 'up'].map((word) => stateOfWord(word, own))).toEqual([
      'healthy',
      'healthy',
      'degraded',
      'unhealthy',
      'healthy',
    ]);
  });
});

describe('a report', () => {
  test.each<[string, unknown, string]>([
    ['is healthy with an empty body but for what its status says', '', 'unstated'],
    ['is healthy without a state of its own, but for what its status says', { version: '1.2', uptime: 4 }, 'unstated'],
    ['speaks in yes and no', { healthy: false }, 'unhealthy'],
    ['says ok: true', { ok: true }, 'healthy'],
    ['says success: false', { success: false, message: 'no' }, 'unhealthy'],
    ['repeats a status of HTTP', { status: 503 }, 'unhealthy'],
    ['is wrapped in data', { data: { status: 'down' } }, 'unhealthy'],
    [
      'is wrapped in data, under a wrapper that says that all went well',
      { ok: true, data: { status: 'down' } },
      'unhealthy',
    ],
    ['is wrapped in health', { health: { status: 'degraded' } }, 'degraded'],
    ['says two things, of which one is no state', { status: 'ok', state: 'leader' }, 'healthy'],
    ['says two things, of which one is bad', { status: 'ok', healthy: false }, 'unhealthy'],
    ['names an error, and nothing else', { error: 'no connection to the database' }, 'unhealthy'],
    ['names an error as an object', { error: { code: 'E_DB' } }, 'unhealthy'],
    ['names no error', { error: null }, 'unstated'],
    ['has no state of its own but a part that is down', { checks: { database: 'down', cache: 'up' } }, 'unhealthy'],
    [
      'has no state of its own but a part that is degraded',
      { checks: [{ name: 'queue', status: 'warn' }] },
      'degraded',
    ],
    ['has no state of its own and all parts well', { database: 'connected', redis: 'connected' }, 'healthy'],
    ['is a list of parts', [{ service: 'database', status: 'down' }], 'unhealthy'],
    ['uses a word that nobody knows', { status: 'nominal' }, 'unknown'],
    ['is a short text that nobody knows', 'all systems nominal', 'unknown'],
    ['is a page for people', '<!doctype html><title>Back soon</title>', 'none'],
    ['is a long text', 'word '.repeat(40), 'none'],
    ['is a number', '42', 'none'],
    ['is an empty list', [], 'none'],
  ])('%s', (_, body, state) => {
    expect(stateOf(body)).toBe(state);
  });

  test('never makes its reader fail', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.object().map((each) => JSON.stringify(each)),
        ),
        (text) => {
          expect(() => readHealth(text)).not.toThrow();
        },
      ),
    );
  });
});

describe('the parts of a report', () => {
  const down = [{ name: 'database', state: 'unhealthy', said: 'DOWN' }];

  test.each<[string, unknown]>([
    ...['checks', 'dependencies', 'services', 'components', 'details', 'entries'].flatMap(
      (key): [string, unknown][] => [
        [`words under ${key}`, { status: 'ok', [key]: { database: 'DOWN' } }],
        [`objects under ${key}`, { status: 'ok', [key]: { database: { status: 'DOWN', latencyMs: 450 } } }],
        [`a list under ${key}`, { status: 'ok', [key]: [{ name: 'database', status: 'DOWN' }] }],
        [
          `lists by their names under ${key}`,
          { status: 'ok', [key]: { database: [{ status: 'UP' }, { status: 'DOWN' }] } },
        ],
      ],
    ),
    ['words beside the status', { status: 'ok', database: 'DOWN', version: '1.2', environment: 'staging' }],
    ['objects beside the status', { status: 'ok', database: { status: 'DOWN' }, build: { id: 'abc' } }],
    ['the same part told twice', { status: 'ok', checks: { database: 'DOWN' }, dependencies: { database: 'up' } }],
    ['parts below a wrapper', { data: { status: 'ok', checks: { database: 'DOWN' } } }],
  ])('are read as %s', (_, body) => {
    expect(readHealth(JSON.stringify(body)).parts).toEqual(down);
  });

  test('make no service unhealthy that says itself that it is well', () => {
    fc.assert(
      fc.property(fc.constantFrom(...HEALTHY), fc.constantFrom(...UNHEALTHY, ...DEGRADED), (own, part) => {
        expect(stateOf({ status: own, checks: { cache: { status: part } } })).toBe('healthy');
      }),
    );
  });

  test('are no measurements', () => {
    expect(readHealth('{"status":"ok","details":{"latency":450,"queue":0}}').parts).toEqual([]);
  });
});
