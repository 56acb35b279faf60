import { createPublicKey, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { signedByAnother, unsigned } from './forged-token.js';

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const headerOf = (token: string) =>
  z
    .looseObject({ alg: z.string(), jwk: z.record(z.string(), z.string()).optional() })
    .parse(JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()));

const tokenOf = (alg: string): string => `${encoded({ alg, kid: 'k-1' })}.${encoded({ sub: 'ann' })}.c2ln`;

test('an unsigned token claims the same, and says that it needs no signature', () => {
  const token = tokenOf('RS256');
  const forged = unsigned(token);

  expect(headerOf(forged)).toEqual({ alg: 'none', kid: 'k-1' });
  expect(forged.split('.').slice(1)).toEqual([token.split('.')[1], '']);
});

test.each(['RS256', 'PS256', 'ES256', 'ES512', 'EdDSA'])('a token of %s is signed rightly, by another key', (alg) => {
  const forged = signedByAnother(tokenOf(alg));
  const [header = '', claims = '', signature = ''] = forged.split('.');
  const { jwk, ...rest } = headerOf(forged);
  const pss = alg.startsWith('PS') ? { padding: 6, saltLength: 32 } : {};
  const key = createPublicKey({ key: jwk ?? {}, format: 'jwk' });

  expect(rest).toEqual({ alg, kid: 'k-1' });
  expect(
    verify(
      alg === 'EdDSA' ? null : `sha${alg.slice(-3)}`,
      Buffer.from(`${header}.${claims}`),
      { key, dsaEncoding: 'ieee-p1363', ...pss },
      Buffer.from(signature, 'base64url'),
    ),
  ).toBe(true);
});

test('a token of a shared secret is signed with another secret', () => {
  const token = tokenOf('HS256');
  const forged = signedByAnother(token);

  expect(forged.split('.').slice(0, 2)).toEqual(token.split('.').slice(0, 2));
  expect(forged).not.toBe(token);
});
