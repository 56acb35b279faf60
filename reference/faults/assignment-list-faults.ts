import { setTimeout as pause } from 'node:timers/promises';
import { defineFault, type EdgeHooks } from './define.js';
import { changeJson, inTurn, listIn } from './edge-answers.js';

const list = 'GET /v1/assignments';
const many = { route: 'POST /v1/assignments/bulk', status: 207 } as const;
const isSteady = ({ url }: { readonly url: string }): boolean => url.includes('sort=createdAt');
const isFirst = ({ url }: { readonly url: string }): boolean => /[?&]page=1\b/.test(url);

const SLOW_MS = 150;

let lastOfFirstPage: Record<string, unknown> | undefined;

const isOurs = ({ url }: { readonly url: string }): boolean => url.startsWith('/v1/assignments');

/** Works slowly, and not at all for those that come while many others are under way. */
function overloaded(most: number): EdgeHooks {
  let underWay = 0;
  return {
    service: 'gateway',
    onRequest: async (request, reply) => {
      if (!isOurs(request)) return;
      underWay += 1;
      if (underWay > most) await reply.status(503).send({ error: { code: 'overloaded' } });
      else await pause(SLOW_MS);
    },
    onSend: (request, _reply, payload) => {
      if (isOurs(request)) underWay -= 1;
      return payload;
    },
  };
}

/** Whoever has made a mistake with an assignment gets nothing more through the same connection. */
function resentful(): EdgeHooks {
  const offenders = new WeakSet<object>();
  return {
    service: 'gateway',
    onRequest: async ({ raw: { socket } }, reply) => {
      if (offenders.has(socket)) await reply.status(500).send({ error: { code: 'internal_error' } });
    },
    onSend: ({ url, raw: { socket } }, reply, payload) => {
      if (url === '/v1/assignments' && reply.statusCode === 400) offenders.add(socket);
      return payload;
    },
  };
}

/** What can become of many assignments. */
export default [
  defineFault({
    name: 'item-order-ignored',
    title: 'the list is not in the order that was asked for',
    expects: ['resource assignments > the list is sorted by name'],
    because: 'saw number 3 of 3 before number 2',
    edge: changeJson(
      'assessment',
      { route: list, status: 200, when: ({ url }) => url.includes('sort=title') },
      (body) => ({ ...body, items: listIn(body['items']).toReversed() }),
    ),
  }),
  defineFault({
    name: 'item-count-wrong',
    title: 'lists count one more than they hold',
    expects: ['resource assignments > the list counts what it holds'],
    because: 'saw 4|4',
    edge: changeJson('assessment', { route: list, status: 200 }, (body) => ({
      ...body,
      total: Number(body['total']) + 1,
    })),
  }),
  defineFault({
    name: 'item-pages-shift',
    title: 'each later page begins with what the first ended with',
    expects: ['resource assignments > pages lose and repeat nothing while an item is added'],
    because: 'how often each item is listed',
    edge: inTurn(
      'assessment',
      changeJson(
        'assessment',
        { route: list, status: 200, when: (asked) => isSteady(asked) && isFirst(asked) },
        (body) => {
          lastOfFirstPage = listIn(body['items']).at(-1);
          return body;
        },
      ),
      changeJson(
        'assessment',
        { route: list, status: 200, when: (asked) => isSteady(asked) && !isFirst(asked) },
        (body) => ({
          ...body,
          items: [lastOfFirstPage ?? {}, ...listIn(body['items']).slice(0, -1)],
        }),
      ),
    ),
  }),
  defineFault({
    name: 'item-of-many-lost',
    title: 'one of many is not answered for',
    expects: ['resource assignments > fifty items are created by one request, in time'],
    because: 'saw 49|49',
    edge: changeJson('assessment', many, (body) => {
      const results = listIn(body['results']);
      return { results: results.length > 10 ? results.slice(0, -1) : results };
    }),
  }),
  defineFault({
    name: 'wrong-one-of-many-untold',
    title: 'of many that are created at once a wrong one is not told',
    expects: ['resource assignments > a wrong one of many is told in its place, and the others are created'],
    because: 'lost',
    edge: changeJson('assessment', many, (body) => ({
      results: listIn(body['results']).map((result) => (result['status'] === 201 ? result : { status: 201 })),
    })),
  }),
  defineFault({
    name: 'few-at-once',
    title: 'the gateway falls over when more than eight ask at once',
    expects: ['resource assignments > twenty requests at once are all served'],
    because: 'answered 503',
    edge: overloaded(8),
  }),
  defineFault({
    name: 'mistake-remembered',
    title: 'whoever has made a mistake is not served any more',
    expects: ['resource assignments > whoever has sent a body that is no JSON is served as before'],
    because: 'answered 500, expected 200',
    edge: resentful(),
  }),
];
