import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Secret } from '../../target/secret.js';
import { deliver } from './deliver.js';

const message = { method: 'POST', type: 'application/json', body: '{}' } as const;

const answers = new Map([
  ['silent', ''],
  ['broken', 'this is not HTTP\r\n\r\n'],
  ['moved', 'HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n'],
  ['endless', 'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nand so on'],
  ['well', 'HTTP/1.1 204 No Content\r\n\r\n'],
]);
const server = createServer((socket) => {
  socket.on('error', () => undefined);
  socket.once('data', (data) => socket.write(answers.get(/^POST \/(\w+)/.exec(data.toString())?.[1] ?? '') ?? ''));
});
let origin: string;

beforeAll(async () => {
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  const address = server.address();
  origin = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});

afterAll(() => server.close());

test.each([
  ['silent', /: no answer within 300 ms$/],
  ['broken', /: HTTPParserError$/],
  ['moved', / answered 302$/],
])('a receiver that is %s is told of without its address, within bounds', async (path, problem) => {
  const started = performance.now();
  const told = await deliver(new Secret(`http://${origin}/${path}/t0ken`), message, 300);

  expect(told).toMatch(problem);
  expect(told).not.toContain('t0ken');
  expect(performance.now() - started).toBeLessThan(2_000);
});

test.each(['well', 'endless'])('what is taken by one that answers %s is no problem', async (path) => {
  expect(await deliver(new Secret(`http://${origin}/${path}/t0ken`), message, 2_000)).toBeUndefined();
});
