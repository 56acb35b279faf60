import { afterEach, describe, expect, test } from 'vitest';
import { HttpError } from './http-error.js';
import { failureOf, TestClients } from './testing/clients.js';
import { answered, type Conduct } from './testing/raw-server.js';

const clients = new TestClients();
afterEach(() => clients.end());

describe('no answer', () => {
  const half = 'HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\nhalf';

  test.each<[string, Conduct, string, string]>([
    ['where nobody says anything', () => undefined, 'SMOKE_TIMEOUT', 'slow'],
    ['where an answer does not end in time', (socket) => socket.write(half), 'SMOKE_TIMEOUT', 'slow'],
    ['where the connection is closed', (socket) => socket.destroy(), 'SMOKE_RESET', 'erroring'],
    ['where the connection is reset', (socket) => socket.resetAndDestroy(), 'SMOKE_RESET', 'erroring'],
    ['where an answer breaks off', (socket) => socket.end(half), 'SMOKE_BAD_ANSWER', 'erroring'],
    ['where it is no HTTP', (socket) => socket.end('220 mail.example ESMTP\r\n'), 'SMOKE_BAD_ANSWER', 'erroring'],
  ])('comes %s', async (_, conduct, code, causeClass) => {
    const { client, samples } = await clients.where(conduct);
    const started = performance.now();

    expect(await failureOf(client.ask('/v1/items?token=s3cret', { timeout: 200 }))).toMatchObject({ code, causeClass });

    expect(performance.now() - started).toBeLessThan(1_000);
    expect(samples).toMatchObject([{ route: 'GET /v1/items', status: null, error: code }]);
  });

  test('comes where nobody listens', async () => {
    const failure = await failureOf(clients.of(await clients.raws.gone()).ask('/'));

    expect(failure).toMatchObject({ code: 'SMOKE_REFUSED', causeClass: 'not-started' });
  });

  test('comes from a name that does not resolve', async () => {
    const failure = await failureOf(clients.of(new URL('http://nobody.invalid'), { timeout: 5_000 }).ask('/'));

    expect(failure).toMatchObject({ code: 'SMOKE_UNKNOWN_HOST', causeClass: 'unreachable' });
  });

  test('comes over TLS from a port without it', async () => {
    const origin = await clients.raws.serve((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const failure = await failureOf(clients.of(new URL(`https://${origin.host}`)).ask('/'));

    expect(failure).toMatchObject({ code: 'SMOKE_CERTIFICATE', causeClass: 'certificate' });
  });

  test('comes where an answer is longer than anybody reads', async () => {
    const client = clients.of(await clients.raws.serve((socket) => socket.write(answered('x'.repeat(2_000)))));

    expect(await failureOf(client.ask('/', { maxBytes: 1_000 }))).toMatchObject({ code: 'SMOKE_TOO_LARGE' });
  });

  test('is told with the method, the address without its query, and the correlation id', async () => {
    const origin = await clients.raws.gone();
    const failure = await failureOf(clients.of(origin).ask('/v1/items?token=s3cret', { method: 'PUT' }));

    expect(failure).toBeInstanceOf(HttpError);
    expect(failure).toMatchObject({
      message: `PUT ${origin.origin}/v1/items refuses connections (ECONNREFUSED) (SMOKE_REFUSED, correlation id c-1)`,
    });
  });
});
