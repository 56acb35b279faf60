import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CODES } from '../../probes/codes.js';
import { judgePing } from '../../probes/judge-ping.js';
import { loadPolicy, SHIPPED_POLICIES } from '../../verdict/policy.js';
import { ERROR_CODES } from './error-codes.js';
import { REASON_CODES } from './reason-codes.js';

const ROOT = join(import.meta.dirname, '../../..');
const SOURCES = ['lib', 'fixtures', 'reporters', 'cli'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|\btesting\b|codes\.ts$/.test(file))
    .map((file) => readFileSync(join(ROOT, folder, file), 'utf8')),
);

const found = (pattern: RegExp, sources = SOURCES): string[] => [
  ...new Set(sources.flatMap((source) => [...source.matchAll(pattern)].flatMap(([, code]) => code ?? []))),
];

/** The codes of data services are put together from two parts. */
const ofPings = (['postgres', 'redis', 's3', 'amqp', 'kafka'] as const).flatMap((kind) =>
  ['ECONNREFUSED', '28P01', 'ETIMEDOUT'].flatMap((error) =>
    judgePing({ kind, host: 'here', port: '1', error, said: '', ms: 1 }, kind).map(({ code }) => code),
  ),
);

const ofPolicies = SHIPPED_POLICIES.map((name) => loadPolicy(name)).flatMap(({ rules, promote }) => [
  ...rules.map(({ code }) => code),
  promote,
]);

test('every finding that a judge can give is listed, and no other', () => {
  const used = new Set([...found(/\b(?:code: |found\(\s*)'([a-z0-9-]+\.[a-z-]+)'/g), ...ofPings]);
  expect([...used].toSorted()).toEqual(Object.keys(CODES).toSorted());
});

test('every error that can be thrown is listed', () => {
  const declaring = SOURCES.filter((source) => source.includes(' extends Error'));
  const used = found(/['\s](SMOKE_[A-Z_]+)[':]/g, declaring);
  expect(used.filter((code) => !(code in ERROR_CODES))).toEqual([]);
});

test('every error that is listed can be thrown', () => {
  // The types of errors name their codes after `:` and `|`; what throws them does not.
  const used = found(/(?<![:|] )'(SMOKE_[A-Z_]+)'/g);
  expect(Object.keys(ERROR_CODES).filter((code) => !used.includes(code))).toEqual([]);
});

test('every reason that a verdict can give is listed, and no other', () => {
  const used = new Set([...found(/\b(?:hold|claim)\(\s*'([a-z-]+)'/g), ...ofPolicies]);
  expect([...used].toSorted()).toEqual(Object.keys(REASON_CODES).toSorted());
});
