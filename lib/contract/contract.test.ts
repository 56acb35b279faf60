import { describe, expect, test } from 'vitest';
import { routes } from '../target/capabilities.js';
import type { Json } from '../target/json.js';
import { TestServers } from '../clients/testing/http-server.js';
import { Contract } from './contract.js';
import { readContract } from './read-contract.js';

const SHOP = new URL('http://shop.example/docs/openapi.json');

const nobody = () => Promise.reject(new Error('nobody is asked'));

const contractOf = (document: object, base?: string): Contract => {
  const json: Json = JSON.parse(JSON.stringify(document));
  return new Contract(json, SHOP, base);
};

/** One GET route whose JSON has this schema. */
const answering = (schema: object, version = '3.1.0'): Contract =>
  contractOf({
    openapi: version,
    paths: { '/boxes': { get: { responses: { 200: { content: { 'application/json': { schema } } } } } } },
  });

const problems = async (contract: Contract, body: unknown): Promise<readonly string[] | undefined> =>
  (await contract.schemaFor('GET', '/boxes', 200))?.(body);

test('routes are found below the first server, with what is needed to ask them', () => {
  const { operations } = contractOf({
    openapi: '3.0.3',
    servers: [{ url: '/api/{version}', variables: { version: { default: 'v2' } } }],
    security: [{ bearer: [] }],
    paths: {
      '/boxes/{id}': {
        parameters: [{ $ref: '#/components/parameters/Id' }],
        get: { parameters: [{ name: 'unit', in: 'query', required: true, schema: { enum: ['kg', 'lb'] } }] },
        delete: { security: [] },
      },
    },
    components: { parameters: { Id: { name: 'id', in: 'path', required: true, schema: { type: 'integer' } } } },
  });

  expect(operations).toMatchObject([
    { method: 'GET', path: '/api/v2/boxes/{id}', declared: 'GET /boxes/{id}', login: 'wanted' },
    { method: 'DELETE', login: 'open', parameters: [{ name: 'id', in: 'path', type: 'integer' }] },
  ]);
  expect(operations[0]?.parameters[1]).toMatchObject({ name: 'unit', in: 'query', example: 'kg' });
});

test.each([
  [[{ url: 'https://api.shop.example/v1/' }], undefined, '/v1/boxes'],
  [[{ url: './v3' }], undefined, '/docs/v3/boxes'],
  [undefined, undefined, '/boxes'],
  [[{ url: 'https://elsewhere.example/v1' }], '/v9', '/v9/boxes'],
])('servers %j with base %s put a route at %s', (servers, base, path) => {
  expect(contractOf({ openapi: '3.1.0', servers, paths: { '/boxes': { get: {} } } }, base).operations).toMatchObject([
    { path },
  ]);
});

test('a request belongs to the route that says most of its path', () => {
  const paths = { '/boxes/{id}': { get: {} }, '/boxes/open': { get: {} }, '/boxes/{id}/notes/{note}.txt': { get: {} } };
  const contract = contractOf({ openapi: '3.1.0', paths });
  const found = (method: string, path: string) => contract.operationFor(method, path)?.path;

  expect(found('GET', '/boxes/7')).toBe('/boxes/{id}');
  expect(found('GET', '/boxes/open')).toBe('/boxes/open');
  expect(found('GET', '/boxes/7/notes/9.txt')).toBe('/boxes/{id}/notes/{note}.txt');
  expect(found('GET', '/boxes/7/notes/9-txt')).toBeUndefined();
  expect(found('POST', '/boxes/7')).toBeUndefined();
});

describe('schemas', () => {
  test('a body that does not fit is told by its places', async () => {
    const item = {
      type: 'object',
      required: ['id'],
      properties: { id: { type: 'string' }, size: { type: 'integer' } },
    };
    const contract = answering({ type: 'array', items: item });

    expect(await problems(contract, [{ id: 'a' }])).toEqual([]);
    expect(await problems(contract, [{ id: 'a', size: 'large' }])).toEqual(['/0/size must be integer']);
    expect(await problems(contract, [{}])).toEqual(["/0 must have required property 'id'"]);
    expect(await problems(contract, { items: [] })).toEqual(['the body must be array']);
  });

  test.each([
    [{ type: 'string', nullable: true }, null, 0],
    [{ type: 'string', nullable: true, enum: ['a'] }, null, 0],
    [{ type: 'string', nullable: true }, 7, 1],
    [{ type: 'number', minimum: 3, exclusiveMinimum: true }, 3, 1],
    [{ type: 'number', minimum: 3, exclusiveMinimum: false }, 3, 0],
    [{ type: 'object', required: ['key'], properties: { key: { type: 'string', writeOnly: true } } }, {}, 0],
    [{ type: 'object', properties: { nullable: { type: 'boolean' } } }, { nullable: true }, 0],
  ])('what 3.0 says as %j is understood', async (schema, body, wrong) => {
    const said = await problems(answering(schema, '3.0.3'), body);
    expect(said?.length === 0 ? 0 : 1).toBe(wrong);
  });

  test('schemas refer to each other, and to themselves', async () => {
    const tree = {
      type: 'object',
      properties: { children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } },
    };
    const contract = contractOf({
      openapi: '3.1.0',
      paths: { '/boxes': { get: { responses: { '2XX': { $ref: '#/components/responses/Tree' } } } } },
      components: {
        responses: { Tree: { content: { 'application/hal+json': { schema: { $ref: '#/components/schemas/Tree' } } } } },
        schemas: { Tree: tree },
      },
    });

    expect(await problems(contract, { children: [{ children: [] }] })).toEqual([]);
    expect(await problems(contract, { children: [{ children: 1 }] })).toEqual(['/children/0/children must be array']);
    expect(await contract.schemaFor('GET', '/boxes', 404)).toBeUndefined();
  });

  test('a list of routes is a description too', async () => {
    const { document } = routes([{ method: 'GET', path: '/boxes', answers: { 200: { type: 'array' } } }]);
    expect(await problems(contractOf(Object(document)), {})).toEqual(['the body must be array']);
  });
});

describe('reading', () => {
  const servers = new TestServers();
  const read = async (body: string | object, status = 200) => {
    const http = await servers.serve(() => ({ status, body }));
    try {
      return await readContract({ document: '/openapi' }, http.addressOf('/'), (url) => http.ask(url));
    } finally {
      await servers.end();
    }
  };

  test('JSON and YAML are read', async () => {
    expect((await read({ openapi: '3.0.0', paths: { '/a': { get: {} } } })).operations).toHaveLength(1);
    expect((await read('openapi: 3.1.0\npaths:\n  /a:\n    get: {}\n')).operations).toHaveLength(1);
  });

  test.each([
    ['a description of another kind', { swagger: '2.0', paths: {} }, 200, 'expected OpenAPI 3.0 or 3.1, seen 2.0'],
    ['an empty one', { openapi: '3.1.0', paths: {} }, 200, 'it holds no route'],
    ['a page', '<html></html>', 200, 'holds neither JSON nor YAML'],
    ['broken JSON', '{', 200, 'holds no JSON'],
    ['nothing', '', 404, 'answered 404, expected 200'],
  ])('%s is an error that says so', async (_, body, status, said) => {
    await expect(read(body, status)).rejects.toThrow(said);
  });

  test('a file beside the target is read', async () => {
    const at = new URL('./no-such-file.yaml', import.meta.url).href;
    await expect(readContract({ document: at }, SHOP, nobody)).rejects.toThrow('ENOENT');
  });
});
