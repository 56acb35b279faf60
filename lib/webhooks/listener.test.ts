import { afterEach, expect, test } from 'vitest';
import { Listener } from './listener.js';

const opened: Listener[] = [];

async function open(url?: URL): Promise<Listener> {
  const listener = await Listener.open({ host: '127.0.0.1', port: 0 }, url);
  opened.push(listener);
  return listener;
}

afterEach(async () => {
  for (const listener of opened.splice(0)) await listener.close();
});

const post = (url: URL, body: BodyInit): Promise<Response> =>
  fetch(url, { method: 'POST', body, headers: { 'x-id': '7' } });

test('what comes to a mailbox is kept there, with its headers, bytes and JSON', async () => {
  const listener = await open();
  const [one, other] = [listener.mailbox('one'), listener.mailbox('other')];

  expect((await post(one.url, '{"text":"Straße"}')).status).toBe(200);

  const [arrival] = one.arrivals;
  expect(arrival?.headers.get('x-id')).toBe('7');
  expect(Buffer.from(arrival?.body ?? []).toString()).toBe('{"text":"Straße"}');
  expect(arrival?.json).toEqual({ text: 'Straße' });
  expect(other.arrivals).toEqual([]);
});

test('a mailbox answers as it is told, and waits for what is wanted', async () => {
  const mailbox = (await open()).mailbox('hook');
  mailbox.answerWith(() => (mailbox.arrivals.length === 0 ? 500 : 204));
  const two = mailbox.until('two deliveries', ({ length }) => length === 2, 2_000);

  expect((await post(mailbox.url, 'no JSON')).status).toBe(500);
  expect((await post(mailbox.url, '{}')).status).toBe(204);

  await two;
  expect(mailbox.arrivals.map(({ status }) => status)).toEqual([500, 204]);
});

test('what is held is answered when it is let go, in its order', async () => {
  const mailbox = (await open()).mailbox('hook');
  const letGo = mailbox.hold();
  const answers = Promise.all([post(mailbox.url, '1'), post(mailbox.url, '2')]);
  expect(mailbox.arrivals).toEqual([]);

  letGo();

  expect((await answers).map(({ status }) => status)).toEqual([200, 200]);
  expect(mailbox.arrivals).toHaveLength(2);
});

test('what does not come in time is told with what has come', async () => {
  const mailbox = (await open()).mailbox('hook');
  await post(mailbox.url, '{}');

  await expect(mailbox.until('the second delivery', ({ length }) => length === 2, 50)).rejects.toThrow(
    `the second delivery: not within 50 ms; 1 deliveries came to ${mailbox.url.href}`,
  );
});

test('what is for nobody, or too much, is turned away', async () => {
  const listener = await open();
  const mailbox = listener.mailbox('hook');

  expect((await post(new URL('/elsewhere', mailbox.url), '{}')).status).toBe(404);
  expect((await post(mailbox.url, 'x'.repeat(1_100_000))).status).toBe(404);
  expect(mailbox.arrivals).toEqual([]);
});

test('where it is passed on to, its mailboxes are known by the last part of their address', async () => {
  const listener = await open(new URL('https://hooks.example/run/'));

  expect(listener.mailbox('hook').url.href).toBe('https://hooks.example/run/hook');
});
