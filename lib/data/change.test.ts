import { expect, test } from 'vitest';
import { headersIn } from '../clients/wire.js';
import { changeTo } from './change.js';

const change = { method: 'PATCH', body: (name: string) => ({ title: name }) } as const;

test('a change is sent as JSON', () => {
  const ask = changeTo(change, 'new');

  expect(ask).toMatchObject({ method: 'PATCH', json: { title: 'new' } });
  expect(headersIn(ask)).toEqual({ 'content-type': 'application/json' });
});

test('a change is sent as the type that the target states', () => {
  const ask = changeTo({ ...change, contentType: 'application/merge-patch+json' }, 'new');

  expect(headersIn(ask)).toEqual({ 'content-type': 'application/merge-patch+json' });
});

test('a change names the version that it is meant for', () => {
  const ask = changeTo(change, 'new', { headers: { 'if-match': '"7"' }, fields: { version: 7 } });

  expect(ask.json).toEqual({ title: 'new', version: 7 });
  expect(headersIn(ask)).toMatchObject({ 'if-match': '"7"' });
});
