import * as z from 'zod';
import type { Operation } from '../../kernel/operation.js';
import { credentials } from '../identity/schemas.js';
import type { Upstream } from './upstreams.js';

const ownOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/session',
    summary: 'Sign in on the web pages: the token goes into a cookie',
    tag: 'session',
    open: true,
    body: credentials,
    responses: { 204: null },
    errors: [400, 401, 403, 415, 422],
  },
  {
    method: 'delete',
    path: '/session',
    summary: 'Sign out on the web pages',
    tag: 'session',
    open: true,
    responses: { 204: null },
    errors: [403],
  },
];

const errorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    service: z.string().optional(),
    correlationId: z.string(),
  }),
});

const meanings: Readonly<Record<number, string>> = {
  200: 'Done',
  201: 'Created',
  202: 'Accepted',
  204: 'Done, and there is nothing to say',
  207: 'Each has an answer of its own',
  400: 'The body cannot be read',
  401: 'No token, or not a good one',
  402: 'The plan of the school allows no more',
  403: 'Not for this role',
  404: 'There is no such thing, or it belongs to another school',
  409: 'It conflicts with what exists',
  412: 'It has been changed since it was read',
  413: 'The body is too large',
  415: 'The content type is not accepted',
  422: 'Some fields are not valid',
  429: 'Too often; try again shortly',
};

/** Describes every route of the platform from the same schemas that the services validate with. */
export function describeApi(upstreams: readonly Upstream[], ownOrigins: readonly string[], build: string) {
  const operations = [...upstreams.flatMap((upstream) => upstream.operations), ...ownOperations];
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Essay assessment', version: build },
    servers: ownOrigins.map((url) => ({ url })),
    paths,
    components: {
      schemas: { Error: jsonSchema(errorBody) },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

function describe(operation: Operation) {
  const content = requestContent(operation);
  return {
    summary: operation.summary,
    tags: [operation.tag],
    security: operation.open ? [] : [{ bearer: [] }],
    parameters: [
      ...pathParameters(operation.path),
      ...queryParameters(operation.query),
      ...headerParameters(operation.headers),
    ],
    ...(content && { requestBody: { required: true, content } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(operation.responses).map(([status, body]) => [status, success(Number(status), body)]),
      ),
      ...Object.fromEntries((operation.errors ?? []).map((status) => [status, failure(status)])),
    },
  };
}

function pathParameters(path: string) {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', format: 'uuid' },
  }));
}

function queryParameters(query: z.ZodObject | undefined) {
  return Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema:
      z.toJSONSchema(z.object({ value: schema }), { io: 'input', unrepresentable: 'any' }).properties?.['value'] ?? {},
  }));
}

function headerParameters(headers: Operation['headers'] = {}) {
  return Object.entries(headers).map(([name, description]) => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  }));
}

function requestContent({ body, form }: Operation) {
  if (body) return { 'application/json': { schema: jsonSchema(body, 'input') } };
  if (!form) return undefined;
  const fields = jsonSchema(form, 'input');
  const file = { type: 'string', contentMediaType: 'text/plain' };
  const required = [...(fields.required ?? []), 'file'];
  return { 'multipart/form-data': { schema: { ...fields, properties: { ...fields.properties, file }, required } } };
}

function success(status: number, body: z.ZodType | string | null) {
  const description = meanings[status] ?? 'Done';
  if (body === null) return { description };
  if (typeof body === 'string') return { description, content: { [body]: { schema: { type: 'string' } } } };
  return { description, content: { 'application/json': { schema: jsonSchema(body) } } };
}

function failure(status: number) {
  const schema = { $ref: '#/components/schemas/Error' };
  return { description: meanings[status] ?? 'Refused', content: { 'application/json': { schema } } };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output' = 'output') {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
