import { afterAll, afterEach, expect, test } from 'vitest';
import { TestCertificates } from '../../clients/testing/certificates.js';
import { RawServers } from '../../clients/testing/raw-server.js';
import { observeTls, OLD_TLS, type TlsFacts } from '../tls.js';
import { judgeOldTls, wasOffered } from './old-tls.js';

const servers = new RawServers();
const certificates = new TestCertificates();
afterEach(() => servers.end());
afterAll(() => certificates.end());

const facts = (stated: Partial<TlsFacts>): TlsFacts => ({
  host: 'shop.example',
  port: 443,
  error: '',
  trusted: true,
  distrust: '',
  issuer: 'somebody',
  expiresAt: null,
  protocol: '',
  ...stated,
});

test('a server of today refuses what is old, and is told from one that is not there', async () => {
  const origin = await servers.serve(() => undefined, await certificates.make());
  const refused = await observeTls(origin, {}, 1_000, OLD_TLS);
  servers.end();
  const gone = await observeTls(origin, {}, 1_000, OLD_TLS);

  expect(judgeOldTls(refused, 'shop')).toEqual([]);
  expect(wasOffered(refused)).toBe(true);
  expect(judgeOldTls(gone, 'shop')).toMatchObject([{ code: 'tls.failed', severity: 'fail' }]);
});

test('one that speaks it warns, and fails where the target says that it does not', () => {
  const old = facts({ protocol: 'TLSv1.1' });

  expect(judgeOldTls(old, 'shop')).toMatchObject([{ code: 'tls.old-protocol', severity: 'warn', actual: 'TLSv1.1' }]);
  expect(judgeOldTls(old, 'shop', { refuses: true })).toMatchObject([{ severity: 'fail' }]);
});

test.each([
  ['ECONNRESET', 0],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 0],
  ['TIMEOUT', 1],
])('a handshake that ends with %s is a refusal or none', (error, findings) => {
  expect(judgeOldTls(facts({ error }), 'shop')).toHaveLength(findings);
});

test('where nothing old can be offered, nothing was', () => {
  expect(wasOffered(facts({ error: 'ERR_SSL_NO_PROTOCOLS_AVAILABLE' }))).toBe(false);
});
