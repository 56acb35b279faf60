import { describe, expect, test } from 'vitest';
import type { Coded } from '../probes/codes.js';
import { account } from './accounts.js';
import { defineTarget } from './define.js';
import { env } from './env.js';
import { parseTarget } from './parse.js';
import { judgeConfiguration } from './quality.js';
import { http, postgres, redis, s3 } from './services.js';

const definition = defineTarget({
  name: 'shop',
  environment: env.text('SMOKE_ENV', 'staging'),
  origin: env.url('SMOKE_ORIGIN'),
  access: {
    headers: {
      'x-app-key': env.secret('SMOKE_APP_KEY'),
      authorization: env.text('SMOKE_AUTHORIZATION', ''),
      'x-kind': 'a',
    },
  },
  services: {
    web: http({ health: '/healthz' }),
    database: postgres({ url: env.secret('SMOKE_DATABASE_URL') }),
    cache: redis({ url: env.secret('SMOKE_REDIS_URL') }),
    queue: redis({ url: env.optionalSecret('SMOKE_QUEUE_URL') }),
    storage: s3({
      accessKey: env.optionalSecret('SMOKE_ACCESS_KEY'),
      secretKey: env.optionalSecret('SMOKE_SECRET_KEY'),
    }),
  },
  accounts: {
    member: account({ email: env.text('SMOKE_MEMBER'), password: env.secret('SMOKE_MEMBER_PASSWORD') }),
    admin: account({ email: 'b@shop.example', password: env.secret('SMOKE_ADMIN_PASSWORD') }),
  },
});

const sound = {
  SMOKE_ORIGIN: 'https://shop.example',
  SMOKE_APP_KEY: 'app-key-9f2c6d71',
  SMOKE_DATABASE_URL: 'postgres://shop:nine-lives-of-a-cat@db.shop.example/shop?sslmode=verify-full',
  SMOKE_REDIS_URL: 'rediss://:seven-seas-of-rhye@cache.shop.example',
  SMOKE_MEMBER: 'a@shop.example',
  SMOKE_MEMBER_PASSWORD: 'correct-horse-battery',
  SMOKE_ADMIN_PASSWORD: 'another-staple-entirely',
};
const KNOWN = [...Object.keys(sound), 'SMOKE_ENV'];

interface Setup {
  readonly file?: Record<string, string>;
  readonly real?: Record<string, string>;
}

function judge(changes: Record<string, string>, { file, real = {} }: Setup = {}): Coded[] {
  const environment = { ...sound, ...changes };
  const parsed = parseTarget(definition, environment);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const files = file === undefined ? [] : [{ path: '/shop/.env.staging', values: file }];
  return judgeConfiguration({ definition, target: parsed.target, environment, real, files, known: KNOWN });
}

const judged = (changes: Record<string, string>, setup?: Setup): string[] =>
  judge(changes, setup).map(({ code, evidence }) => `${code} ${evidence['where']}`);

const weak = (...variables: string[]): string[] => variables.map((variable) => `config.weak-secret ${variable}`);

describe('a configuration', () => {
  test.each<[string, Record<string, string>, string[]]>([
    ['that is sound', {}, []],
    [
      'without TLS at its origin',
      { SMOKE_ORIGIN: 'http://shop.example' },
      ['config.no-tls origin', 'config.no-tls services.web.url'],
    ],
    ['without TLS on this machine', { SMOKE_ORIGIN: 'http://127.0.0.1:3000' }, []],
    [
      'whose database has no TLS',
      { SMOKE_DATABASE_URL: 'postgres://shop:nine-lives-of-a-cat@db.shop.example/shop' },
      ['config.no-tls services.database.url'],
    ],
    [
      'whose cache has no TLS',
      { SMOKE_REDIS_URL: 'redis://:seven-seas-of-rhye@cache.shop.example' },
      ['config.no-tls services.cache.url'],
    ],
  ])('%s', (_title, changes, expected) => {
    expect(judged(changes)).toEqual(expected);
  });
});

const database = (password: string): Record<string, string> => ({
  SMOKE_DATABASE_URL: `postgres://shop:${password}@db.shop.example/shop?sslmode=verify-full`,
});

describe('a secret', () => {
  test.each<[string, Record<string, string>, string[]]>([
    ['that is short', { SMOKE_MEMBER_PASSWORD: 'short' }, weak('SMOKE_MEMBER_PASSWORD')],
    ['that is a text of the target', { SMOKE_MEMBER_PASSWORD: 'a@shop.example' }, weak('SMOKE_MEMBER_PASSWORD')],
    ['that is a default', { SMOKE_ADMIN_PASSWORD: 'Changeme' }, weak('SMOKE_ADMIN_PASSWORD')],
    ['that is a default with a number', { SMOKE_ADMIN_PASSWORD: 'Password12345!' }, weak('SMOKE_ADMIN_PASSWORD')],
    ['of one character', { SMOKE_ADMIN_PASSWORD: 'x'.repeat(20) }, weak('SMOKE_ADMIN_PASSWORD')],
    [
      'that is the same as another',
      { SMOKE_ADMIN_PASSWORD: 'correct-horse-battery' },
      weak('SMOKE_MEMBER_PASSWORD', 'SMOKE_ADMIN_PASSWORD'),
    ],
    ['that is short inside a connection URL', database('pw'), weak('SMOKE_DATABASE_URL')],
    ['that is a default inside a connection URL', database('postgres'), weak('SMOKE_DATABASE_URL')],
    ['that is written with escapes', database('%70assword'), weak('SMOKE_DATABASE_URL')],
    [
      'in the query of a connection URL',
      { SMOKE_DATABASE_URL: 'postgres://db.shop.example/shop?sslmode=verify-full&user=shop&password=pw' },
      weak('SMOKE_DATABASE_URL'),
    ],
    [
      'that is its user name',
      { SMOKE_REDIS_URL: 'rediss://shop-cache-user:shop-cache-user@cache.shop.example' },
      weak('SMOKE_REDIS_URL'),
    ],
    [
      'of a connection URL that is the same as a password',
      database('correct-horse-battery'),
      weak('SMOKE_DATABASE_URL', 'SMOKE_MEMBER_PASSWORD'),
    ],
    ['that opens the same door twice', { SMOKE_QUEUE_URL: `${sound.SMOKE_REDIS_URL}/2` }, []],
    ['that a connection URL does not have', { SMOKE_QUEUE_URL: 'rediss://queue.shop.example' }, []],
    ['that is what is no URL', { SMOKE_QUEUE_URL: 'rediss://:a/b@queue' }, []],
    ['in a header', { SMOKE_APP_KEY: 'key' }, weak('SMOKE_APP_KEY')],
    ['in a header that is not marked as secret', { SMOKE_AUTHORIZATION: 'Bearer abc' }, weak('SMOKE_AUTHORIZATION')],
    [
      'in a header of basic authentication',
      { SMOKE_AUTHORIZATION: `Basic ${btoa('smoke:letmein')}` },
      weak('SMOKE_AUTHORIZATION'),
    ],
    [
      'of an object store, but not its name',
      { SMOKE_ACCESS_KEY: 'smoke', SMOKE_SECRET_KEY: 'minioadmin' },
      weak('SMOKE_SECRET_KEY'),
    ],
  ])('%s', (_title, changes, expected) => {
    expect(judged(changes)).toEqual(expected);
  });

  test.each(['hunter2', 'changeme', 'correct-horse-battery'])('is never shown: %s', (secret) => {
    const findings = judge({ ...database(secret), SMOKE_APP_KEY: secret });

    expect(findings.length).toBeGreaterThan(1);
    expect(JSON.stringify(findings)).not.toContain(secret);
  });
});

describe('a file of variables', () => {
  test('with a key that nothing reads', () => {
    expect(judged({}, { file: { SMOKE_ORIGN: 'https://shop.example' } })).toEqual([
      'config.unknown-key /shop/.env.staging',
    ]);
  });

  test('with a key that the target reads, and no example knows', () => {
    expect(judged({}, { file: { SMOKE_ACCESS_KEY: 'smoke', SMOKE_QUEUE_URL: '' } })).toEqual([]);
  });

  test('without a key that the target needs, which the real environment sets', () => {
    const findings = judge({}, { file: {}, real: { SMOKE_ORIGIN: 'https://shop.example', SMOKE_MEMBER: 'a' } });

    expect(findings.map(({ code, expected }) => `${code}: ${expected}`)).toEqual([
      'config.missing-key: SMOKE_ORIGIN in .env.staging, since the target needs it',
      'config.missing-key: SMOKE_MEMBER in .env.staging, since the target needs it',
    ]);
  });

  test.each<[string, Setup]>([
    ['that the target can do without', { file: {}, real: { SMOKE_ENV: 'staging' } }],
    ['that is a secret', { file: {}, real: { SMOKE_APP_KEY: sound.SMOKE_APP_KEY } }],
    ['that our own platform tells', { file: {}, real: {} }],
    ['where there is no file', { real: { SMOKE_ORIGIN: 'https://shop.example' } }],
  ])('may lack a key %s', (_title, setup) => {
    expect(judged({}, setup)).toEqual([]);
  });
});
