import { expect, test } from 'vitest';
import { defineTarget } from './define.js';
import { parseTarget } from './parse.js';
import { http, type HttpService } from './services.js';
import { frontOf } from './target.js';

function viasOf(services: Readonly<Record<string, HttpService>>) {
  const origin = new URL('http://shop.example');
  const parsed = parseTarget(defineTarget({ name: 'shop', environment: 'test', origin, services }), {});
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { target } = parsed;
  return [frontOf(target), ...target.nodes.map(({ name, via }) => [name, via])];
}

test.each([
  ['is routed', { worker: http({ routedAt: '/worker' }), front: http({}) }],
  ['is reached through another', { worker: http({ via: 'front' }), front: http({}) }],
])('a service that %s does not stand at the origin, wherever it is listed', (_, services) => {
  expect(viasOf(services)).toEqual(['front', ['worker', 'front'], ['front', null]]);
});

test('a service that stands alone is at the origin', () => {
  expect(viasOf({ shop: http({}) })).toEqual(['shop', ['shop', null]]);
});
