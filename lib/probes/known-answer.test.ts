import { afterEach, describe, expect, test } from 'vitest';
import { TestServers } from '../clients/testing/http-server.js';
import { judgeKnown, selectKnown } from './known-answer.js';

const servers = new TestServers();
afterEach(() => servers.end());

async function askedOf(body: string | object) {
  const http = await servers.serve(() => ({ body }));
  return http.ask('/v1/items/1?deep=1');
}

describe('what is known of an answer', () => {
  test('is picked out of it', async () => {
    const facts = selectKnown(await askedOf({ title: 'First', at: 'now' }), { select: (body) => body['title'] });

    expect(facts).toEqual({ status: 200, selected: 'First', route: 'GET /v1/items/1?deep=1', correlationId: 'c-1' });
  });

  test.each([
    ['the answer is no JSON', '<html></html>'],
    ['it is not there', { other: [] }],
  ])('is nothing where %s', async (_, body) => {
    const facts = selectKnown(await askedOf(body), { select: (json) => json['items']?.[0]?.['title'] });

    expect(facts.selected).toBeUndefined();
  });
});

describe('a known answer', () => {
  const facts = { status: 200, selected: ['a', 'b'], route: 'GET /v1/items', correlationId: 'c-1' };

  test.each([
    ['is right', facts, []],
    ['has another order', { ...facts, selected: ['b', 'a'] }, ['seed.differs data: ["b","a"]']],
    ['has nothing to say', { ...facts, selected: undefined }, ['seed.differs data: nothing']],
    ['is refused', { ...facts, status: 403, selected: undefined }, ['seed.differs unauthorised: status 403']],
    ['fails', { ...facts, status: 500, selected: undefined }, ['seed.differs erroring: status 500']],
  ])('that %s is judged', (_, told, findings) => {
    const judged = judgeKnown(told, 'shop', ['a', 'b']).map(({ code, cause, actual }) => `${code} ${cause}: ${actual}`);

    expect(judged).toEqual(findings);
  });
});
