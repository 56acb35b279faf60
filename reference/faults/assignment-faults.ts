import { randomUUID } from 'node:crypto';
import { defineFault } from './define.js';
import { answerAs, answerInstead, changeAnswer, changeJson, inTurn, json, listIn } from './edge-answers.js';
import { separatedRows } from './row-security.js';

const one = 'GET /v1/assignments/:id';
const isLaterPage = ({ url }: { readonly url: string }): boolean => /[?&]page=(?!1\b)/.test(url);
const isFiltered = ({ url }: { readonly url: string }): boolean => url.includes('q=');

/** What was created while the fault is on, by its id, and which of it was deleted. */
const created = new Map<string, Record<string, unknown>>();
const deleted = new Set<string>();

/** The deleted items that a list would show if nobody had deleted them. */
function ghostsIn(url: string): Record<string, unknown>[] {
  const query = new URL(url, 'http://here').searchParams;
  if ((query.get('page') ?? '1') !== '1') return [];
  return [...deleted]
    .map((id) => created.get(id))
    .filter((item) => item !== undefined)
    .filter(({ title }) => String(title).includes(query.get('q') ?? ''));
}

/** What can become of a resource. */
export default [
  defineFault({
    name: 'items-not-kept',
    title: 'what is created is acknowledged, and never stored',
    expects: ['resource assignments > a created item can be read'],
    because: 'answered 404, expected 200',
    edge: answerInstead(
      'assessment',
      { route: 'POST /v1/assignments', when: ({ headers }) => headers.authorization !== undefined },
      (reply) => reply.status(201).send({ id: randomUUID() }),
    ),
  }),
  defineFault({
    name: 'item-title-forgotten',
    title: 'assignments are read without their title',
    expects: [
      'resource assignments > a created item can be read',
      'resource assignments > an update changes the item',
      'resource assignments > a change of what was changed meanwhile is refused',
      'resource assignments > an item of another tenant cannot be changed',
      'platform seed > the homework assignment is as it was seeded',
    ],
    because: 'saw |seed.differs',
    edge: changeJson('assessment', { route: one, status: 200 }, (body) => ({ ...body, title: 'Untitled' })),
  }),
  defineFault({
    name: 'item-update-lost',
    title: 'changes are acknowledged and not made',
    expects: [
      'resource assignments > an update changes the item',
      'resource assignments > a change of what was changed meanwhile is refused',
      'resource assignments > an item of another tenant cannot be changed',
    ],
    because: 'saw |answered 200, expected 4(04|12)',
    edge: answerInstead('assessment', { route: 'PATCH /v1/assignments/:id' }, (reply) => reply.status(200).send({})),
  }),
  defineFault({
    name: 'item-pages-lose-items',
    title: 'each page but the first leaves out its first item',
    expects: [
      'resource assignments > pages list every item exactly once',
      'resource assignments > pages lose and repeat nothing while an item is added',
    ],
    because: 'how often each (?:new )?item is listed',
    edge: changeJson('assessment', { route: 'GET /v1/assignments', status: 200, when: isLaterPage }, (body) => {
      const [first, ...rest] = listIn(body['items']);
      return { ...body, items: first === undefined ? [] : [{ ...first, id: randomUUID() }, ...rest] };
    }),
  }),
  defineFault({
    name: 'item-filter-too-wide',
    title: 'the filter finds more than it was asked for',
    expects: ['resource assignments > the filter finds exactly what it names'],
    because: 'saw ',
    edge: changeJson('assessment', { route: 'GET /v1/assignments', status: 200, when: isFiltered }, (body) => ({
      ...body,
      items: listIn(body['items']).flatMap((item) => [item, { ...item, id: randomUUID(), title: 'Another' }]),
    })),
  }),
  defineFault({
    name: 'item-deleted-still-shown',
    title: 'what is not there is shown all the same',
    expects: [
      'resource assignments > a deleted item is gone',
      'resource assignments > an unknown id is refused',
      'resource assignments > an item of another tenant is not shown',
    ],
    because: 'answered 200, expected 404',
    edge: answerAs('assessment', { route: one, status: 404 }, 200, { id: randomUUID(), title: 'A ghost' }),
  }),
  defineFault({
    name: 'item-deleted-still-listed',
    title: 'a deleted assignment cannot be read, and is still in the lists',
    expects: ['resource assignments > a deleted item is gone'],
    because: 'no list shows the item: not within',
    edge: inTurn(
      'assessment',
      changeJson('assessment', { route: 'POST /v1/assignments', status: 201 }, (item) => {
        created.set(String(item['id']), item);
        return item;
      }),
      changeAnswer('assessment', { route: 'DELETE /v1/assignments/:id', status: 204 }, (payload, _reply, { url }) => {
        deleted.add(url.split('/').at(-1) ?? '');
        return payload;
      }),
      changeAnswer('assessment', { route: 'GET /v1/assignments', status: 200 }, (payload, reply, { url }) => {
        const body: Record<string, unknown> = JSON.parse(String(payload));
        return json(reply, { ...body, items: [...listIn(body['items']), ...ghostsIn(url)] });
      }),
    ),
  }),
  defineFault({
    name: 'item-refusal-vague',
    title: 'a refusal does not name the field',
    expects: ['resource assignments > an invalid item is refused by the name of its field'],
    because: 'saw ',
    edge: answerAs('assessment', { route: 'POST /v1/assignments', status: 422 }, 422, { error: { code: 'invalid' } }),
  }),
  defineFault({
    name: 'item-unknown-crashes',
    title: 'an unknown id is an internal error',
    expects: ['resource assignments > an unknown id is refused'],
    because: 'answered 500, expected 404',
    edge: answerAs('assessment', { route: 'GET /v1/assignments/00000000-0000-4000-8000-00000000dead' }, 500, {}),
  }),
  defineFault({
    name: 'item-by-anybody',
    title: 'students may set assignments',
    expects: ['resource assignments > a role without permission cannot create'],
    because: 'answered 201, expected 403',
    edge: answerAs('assessment', { route: 'POST /v1/assignments', status: 403 }, 201, { title: 'by anybody' }),
  }),
  defineFault({
    name: 'items-shown-to-strangers',
    title: 'schools see the assignments of other schools',
    expects: [
      'resource assignments > an item of another tenant is not shown',
      'resource assignments > an item of another tenant is in no list',
      'resource assignments > an item of another tenant cannot be changed',
      'resource assignments > an item of another tenant cannot be removed',
      ...separatedRows,
    ],
    because: 'database.row-security|answered 20[04], expected 404|whether a stranger finds it',
    sql: {
      apply: 'ALTER TABLE assessment.assignments DISABLE ROW LEVEL SECURITY',
      revert: 'ALTER TABLE assessment.assignments ENABLE ROW LEVEL SECURITY',
    },
  }),
];
