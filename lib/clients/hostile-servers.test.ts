import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { HttpFailure } from './http-error.js';
import { failureOf, TestClients } from './testing/clients.js';
import { TestCertificates } from './testing/certificates.js';
import { hostile, type Hostility } from './testing/hostile-servers.js';
import { answered, type Conduct } from './testing/raw-server.js';

const clients = new TestClients();
const certificates = new TestCertificates();
afterEach(() => clients.end());
afterAll(() => certificates.end());

const TIMEOUT = 400;
/** What a client may take beyond its deadline, on a machine that does other things as well. */
const GRACE = 1_500;

describe('the client of HTTP meets', () => {
  const codes: Readonly<Record<Hostility, HttpFailure>> = {
    'a huge body': 'SMOKE_TOO_LARGE',
    'an endless body': 'SMOKE_TOO_LARGE',
    'a slow body': 'SMOKE_TIMEOUT',
    'a body that is shorter than stated': 'SMOKE_BAD_ANSWER',
    'a deeply nested body': 'SMOKE_NOT_JSON',
    'UTF-16': 'SMOKE_NOT_JSON',
    'what is not UTF-8': 'SMOKE_NOT_JSON',
    'Latin-1 as UTF-8': 'SMOKE_NOT_JSON',
    'broken gzip': 'SMOKE_BAD_ANSWER',
    'gzip that breaks off': 'SMOKE_BAD_ANSWER',
    'a gzip bomb': 'SMOKE_TOO_LARGE',
    'a megabyte of headers': 'SMOKE_BAD_ANSWER',
    'endless headers': 'SMOKE_BAD_ANSWER',
    'slow headers': 'SMOKE_TIMEOUT',
    'endless hints': 'SMOKE_TIMEOUT',
    'no answer': 'SMOKE_TIMEOUT',
    'a reset': 'SMOKE_RESET',
    'another protocol': 'SMOKE_BAD_ANSWER',
    'a page for every route': 'SMOKE_NOT_JSON',
    'redirects in a ring': 'SMOKE_NOT_JSON',
  };

  test.each(Object.entries(codes))('%s', async (name, code) => {
    const client = clients.of(await clients.raws.serve(hostile(name)), { timeout: TIMEOUT });
    const started = performance.now();

    const failure = await failureOf(client.ask('/healthz').then(({ json }) => json));

    expect(failure).toMatchObject({ name: 'HttpError', code });
    expect(performance.now() - started).toBeLessThan(TIMEOUT + GRACE);
  });
});

const well: Conduct = (socket) => void socket.write(answered('{}'));

describe('the client of HTTP, over TLS, meets', () => {
  test('a certificate that it is told to trust', async () => {
    const certificate = await certificates.make();
    const client = clients.of(await clients.raws.serve(well, certificate), { access: { ca: certificate.file } });

    expect(await client.ask('/')).toMatchObject({ status: 200 });
  });

  test.each([
    ['a certificate that has ended', { daysLeft: -1 }, true, 'CERT_HAS_EXPIRED'],
    ['a certificate that nobody has signed', {}, false, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['a certificate of another host', { address: '127.0.0.2' }, true, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('%s', async (_, stated, isTrusted, seen) => {
    const certificate = await certificates.make(stated);
    const access = isTrusted ? { ca: certificate.file } : {};
    const client = clients.of(await clients.raws.serve(well, certificate), { access });

    const failure = await failureOf(client.ask('/'));

    expect(failure).toMatchObject({ code: 'SMOKE_CERTIFICATE', seen: expect.stringContaining(seen) });
  });

  test('a handshake that does not end', async () => {
    const { host } = await clients.raws.serve(() => undefined);
    const client = clients.of(new URL(`https://${host}`), { timeout: TIMEOUT });
    const started = performance.now();

    expect(await failureOf(client.ask('/'))).toMatchObject({ code: 'SMOKE_TIMEOUT' });

    expect(performance.now() - started).toBeLessThan(TIMEOUT + GRACE);
  });
});
