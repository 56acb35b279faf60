import { afterEach, describe, expect, test } from 'vitest';
import type { Sample } from '../run/records.js';
import { TestClients } from './testing/clients.js';
import { TestServers } from './testing/http-server.js';
import { answered } from './testing/raw-server.js';

const servers = new TestServers();
const clients = new TestClients();
afterEach(() => Promise.all([servers.end(), clients.end()]));

describe('an answer', () => {
  test('is given whole, with its status, headers and time', async () => {
    const client = await servers.serve(() => ({ status: 422, headers: { 'x-kind': 'test' }, body: { wrong: 'name' } }));

    const answer = await client.ask('/v1/items', { method: 'POST' });

    expect(answer).toMatchObject({ method: 'POST', status: 422, json: { wrong: 'name' }, correlationId: 'c-1' });
    expect(answer.headers.get('x-kind')).toBe('test');
    expect(answer.ms).toBeGreaterThan(0);
  });

  test('is a redirect where the server redirects: nothing follows it', async () => {
    const client = await servers.serve(() => ({ status: 302, headers: { location: 'http://elsewhere.example/' } }));

    expect(await client.ask('/')).toMatchObject({ status: 302 });
  });

  test('that is no JSON says so when JSON is asked of it', async () => {
    const client = await servers.serve(() => ({ body: '<!doctype html>' }));
    const answer = await client.ask('/v1/items');

    expect(() => answer.json).toThrow(
      expect.objectContaining({ code: 'SMOKE_NOT_JSON', causeClass: 'contract-drift' }),
    );
  });

  test('keeps its bytes', async () => {
    const bytes = Uint8Array.from([0, 255, 13, 10, 128]);
    const client = clients.of(
      await clients.raws.serve((socket) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n');
        socket.write(bytes);
      }),
    );

    expect([...(await client.ask('/')).bytes]).toEqual([...bytes]);
  });
});

describe('measurements', () => {
  test('tell the route without its ids, and the service', async () => {
    const samples: Sample[] = [];
    const client = clients.of(await clients.raws.serve((socket) => socket.write(answered('well'))), {
      onSample: (sample) => samples.push(sample),
      serviceAt: () => 'shop',
    });

    await client.ask('/v1/items/42/parts/0b7ff1b5-45f1-4d3b-9c3f-0f6a4f1f5a11?deep=1');

    expect(samples).toMatchObject([
      { service: 'shop', route: 'GET /v1/items/:id/parts/:id', status: 200, correlation_id: 'c-1', error: null },
    ]);
  });

  test('of another correlation id go their own way', async () => {
    const samples: Sample[] = [];
    const client = clients.of(await clients.raws.serve((socket) => socket.write(answered('well'))));

    await client.withCorrelation('c-2', (sample) => samples.push(sample)).ask('/');

    expect(samples).toMatchObject([{ correlation_id: 'c-2' }]);
  });
});
