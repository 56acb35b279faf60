import { expect, test } from 'vitest';
import { account } from './accounts.js';
import { defineTarget } from './define.js';
import { env } from './env.js';
import { parseTarget } from './parse.js';
import { judgeConfiguration } from './quality.js';
import { http, postgres, redis } from './services.js';

const definition = defineTarget({
  name: 'shop',
  environment: 'staging',
  origin: env.url('SMOKE_ORIGIN'),
  services: {
    web: http({ health: '/healthz' }),
    database: postgres({ url: env.secret('SMOKE_DATABASE_URL') }),
    cache: redis({ url: env.secret('SMOKE_REDIS_URL') }),
  },
  accounts: {
    member: account({ email: 'a@shop.example', password: env.secret('SMOKE_MEMBER_PASSWORD') }),
    admin: account({ email: 'b@shop.example', password: env.secret('SMOKE_ADMIN_PASSWORD') }),
  },
});

const sound = {
  SMOKE_ORIGIN: 'https://shop.example',
  SMOKE_DATABASE_URL: 'postgres://u:p@db.shop.example/shop?sslmode=verify-full',
  SMOKE_REDIS_URL: 'rediss://:p@cache.shop.example',
  SMOKE_MEMBER_PASSWORD: 'correct-horse-battery',
  SMOKE_ADMIN_PASSWORD: 'another-staple-entirely',
};

function judged(changes: Record<string, string>, file: Record<string, string> = {}): string[] {
  const parsed = parseTarget(definition, { ...sound, ...changes });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const files = [{ path: '.env', values: file }];
  const known = Object.keys(sound);
  return judgeConfiguration({ target: parsed.target, files, known }).map(
    ({ code, evidence }) => `${code} ${evidence['where']}`,
  );
}

test.each<[string, Record<string, string>, string[]]>([
  ['a sound configuration', {}, []],
  ['a short password', { SMOKE_MEMBER_PASSWORD: 'short' }, ['config.weak-secret accounts.member.password']],
  ['a default password', { SMOKE_ADMIN_PASSWORD: 'Changeme' }, ['config.weak-secret accounts.admin.password']],
  [
    'two passwords that are the same',
    { SMOKE_ADMIN_PASSWORD: 'correct-horse-battery' },
    ['config.weak-secret accounts.member.password', 'config.weak-secret accounts.admin.password'],
  ],
  [
    'an origin without TLS',
    { SMOKE_ORIGIN: 'http://shop.example' },
    ['config.no-tls origin', 'config.no-tls services.web.url'],
  ],
  ['an origin without TLS on this machine', { SMOKE_ORIGIN: 'http://127.0.0.1:3000' }, []],
  [
    'a database without TLS',
    { SMOKE_DATABASE_URL: 'postgres://u:p@db.shop.example/shop' },
    ['config.no-tls services.database.url'],
  ],
  ['a cache without TLS', { SMOKE_REDIS_URL: 'redis://:p@cache.shop.example' }, ['config.no-tls services.cache.url']],
])('%s', (_title, changes, expected) => {
  expect(judged(changes)).toEqual(expected);
});

test('a key that nothing reads', () => {
  expect(judged({}, { SMOKE_ORIGN: 'https://shop.example' })).toEqual(['config.unknown-key .env']);
});

test('no finding shows a secret', () => {
  const parsed = parseTarget(definition, { ...sound, SMOKE_MEMBER_PASSWORD: 'hunter2' });
  if (!parsed.ok) throw new Error('it is sound');
  const findings = judgeConfiguration({ target: parsed.target, files: [], known: undefined });
  expect(findings).toHaveLength(1);
  expect(JSON.stringify(findings)).not.toContain('hunter2');
});
