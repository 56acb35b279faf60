import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Signature, signedBody, signedWithTime, standardWebhook } from './signatures.js';

const SECRET = 'whsec_bWFkZS11cC1rZXk=';
const BODY = '{"id":"7","text":"Straße"}';

const hex = (text: string): string => createHmac('sha256', SECRET).update(text).digest('hex');
const base64 = (text: string): string =>
  createHmac('sha256', Buffer.from('bWFkZS11cC1rZXk=', 'base64')).update(text).digest('base64');

// prettier-ignore
const schemes: readonly (readonly [string, Signature, Readonly<Record<string, string>>, number | undefined])[] = [
  ['a time and a hexadecimal digest', signedWithTime('stripe-signature'),
    { 'stripe-signature': `t=1700000000, v1=${hex('another')},v1=${hex(`1700000000.${BODY}`)},v0=x` }, 1_700_000_000],
  ['a digest of the body', signedBody('x-hub-signature-256', 'sha256='),
    { 'x-hub-signature-256': `sha256=${hex(BODY)}` }, undefined],
  ['a bare digest', signedBody('x-signature'), { 'x-signature': hex(BODY) }, undefined],
  ['the standard of webhooks', standardWebhook(), {
    'webhook-id': 'msg_1',
    'webhook-timestamp': '1700000000',
    'webhook-signature': `v1,bm90aGluZw== v1,${base64(`msg_1.1700000000.${BODY}`)}`,
  }, 1_700_000_000],
];

test.each(schemes)('%s is verified, and no change to it', (_what, signature, headers, seconds) => {
  const read = (change: Readonly<Record<string, string>> = {}, body = BODY, secret = SECRET) =>
    signature({ headers: new Headers({ ...headers, ...change }), body: Buffer.from(body) }, secret);

  expect(read()).toEqual({ genuine: true, ...(seconds !== undefined && { at: new Date(seconds * 1_000) }) });
  expect(read({}, `${BODY} `).genuine).toBe(false);
  expect(read({}, BODY, 'whsec_YW5vdGhlcg==').genuine).toBe(false);
  for (const [name, value] of Object.entries(headers)) {
    expect(read({ [name]: value.replaceAll('1', '2') }).genuine, name).toBe(false);
    expect(read({ [name]: '' }).genuine, name).toBe(false);
  }
});
