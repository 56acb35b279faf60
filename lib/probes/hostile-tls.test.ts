import { afterAll, afterEach, expect, test } from 'vitest';
import { TestCertificates } from '../clients/testing/certificates.js';
import { hostile } from '../clients/testing/hostile-servers.js';
import { RawServers } from '../clients/testing/raw-server.js';
import { judgeTls, observeTls } from './tls.js';

const servers = new RawServers();
const certificates = new TestCertificates();
afterEach(() => servers.end());
afterAll(() => certificates.end());

const TIMEOUT = 500;
/** What a probe may take beyond its deadline, on a machine that does other things as well. */
const GRACE = 1_500;

test.each([
  ['is good', {}, true, []],
  ['has ended', { daysLeft: -1 }, true, ['tls.days-left']],
  ['nobody has signed', {}, false, ['tls.untrusted']],
  ['is of another host', { address: '127.0.0.2' }, true, ['tls.host-name']],
])('a certificate that %s', async (_, stated, isTrusted, codes) => {
  const certificate = await certificates.make(stated);
  const origin = await servers.serve(() => undefined, certificate);

  const facts = await observeTls(origin, isTrusted ? { ca: certificate.file } : {}, TIMEOUT);

  expect(judgeTls(facts, 'front', { minDaysLeft: 14 }, new Date()).map(({ code }) => code)).toEqual(codes);
});

test.each([
  ['no answer', 'slow'],
  ['a reset', 'erroring'],
  ['another protocol', 'certificate'],
  ['an endless body', 'certificate'],
])('%s instead of a handshake', async (name, cause) => {
  const { host } = await servers.serve(hostile(name));
  const started = performance.now();

  const facts = await observeTls(new URL(`https://${host}`), undefined, TIMEOUT);

  expect(performance.now() - started).toBeLessThan(TIMEOUT + GRACE);
  expect(judgeTls(facts, 'front', { minDaysLeft: 14 }, new Date())).toMatchObject([{ code: 'tls.failed', cause }]);
});
