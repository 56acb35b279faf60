import { type Json, textOf } from '../target/json.js';
import { below, entriesBelow, type Place } from './pointer.js';

/** A parameter that has to be filled before a route can be asked. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly type: string | undefined;
  readonly format: string | undefined;
  /** What the description gives as an example, or names as one of few values. */
  readonly example: string | undefined;
}

/** What a route answers with one status. */
export interface DeclaredAnswer {
  readonly mediaTypes: readonly string[];
  /** Where the schema of its JSON is. */
  readonly schema: string | undefined;
}

/** A route that a description promises. */
export interface Operation {
  readonly method: string;
  /** With parameters in braces, below the origin: `/v1/orders/{id}`. */
  readonly path: string;
  /** As the description writes it: `GET /orders/{id}`. */
  readonly declared: string;
  /** Whether it wants a login; `unsaid` where the description knows of none. */
  readonly login: 'wanted' | 'open' | 'unsaid';
  readonly parameters: readonly Parameter[];
  /** By status: `200`, `4XX`, `default`. */
  readonly answers: Readonly<Record<string, DeclaredAnswer>>;
}

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete'] as const;

/** The routes that an OpenAPI document describes which was found at an address. Pure. */
export function operationsIn(document: Json, foundAt: URL, base?: string): Operation[] {
  const root: Place = { pointer: '#', value: document };
  const paths = below(document, root, 'paths');
  if (paths === undefined) return [];
  return entriesBelow(document, paths).flatMap(([template, item]) => {
    const start = base ?? basePath(item.value['servers'] ?? document['servers'], foundAt);
    return METHODS.flatMap((method) => {
      const operation = below(document, item, method);
      return operation === undefined ? [] : [operationAt({ document, template, method, item, operation, start })];
    });
  });
}

interface Described {
  readonly document: Json;
  readonly template: string;
  readonly method: string;
  readonly item: Place;
  readonly operation: Place;
  readonly start: string;
}

function operationAt({ document, template, method, item, operation, start }: Described): Operation {
  return {
    method: method.toUpperCase(),
    path: `${start.replace(/\/$/, '')}${template}`,
    declared: `${method.toUpperCase()} ${template}`,
    login: loginOf(operation.value['security'] ?? document['security']),
    parameters: parametersOf(document, item, operation, template),
    answers: answersOf(document, operation),
  };
}

/** The path of the first server. The origin is the target's, whatever the description says. */
function basePath(servers: unknown, foundAt: URL): string {
  const first: Json | undefined = Array.isArray(servers) ? servers[0] : undefined;
  const url = textOf(first?.['url'])?.replaceAll(
    /\{(\w+)\}/g,
    (_, name: string) => textOf(first?.['variables']?.[name]?.['default']) ?? '',
  );
  return url === undefined || !URL.canParse(url, foundAt) ? '' : new URL(url, foundAt).pathname;
}

function loginOf(security: unknown): Operation['login'] {
  if (!Array.isArray(security)) return 'unsaid';
  const isOptional = security.some((each: unknown) => typeof each === 'object' && Object.keys(each ?? {}).length === 0);
  return security.length === 0 || isOptional ? 'open' : 'wanted';
}

function parametersOf(document: Json, item: Place, operation: Place, template: string): Parameter[] {
  const stated = [operation, item]
    .flatMap((place) => below(document, place, 'parameters') ?? [])
    .flatMap((list) => entriesBelow(document, list))
    .flatMap(([, parameter]) => parameterAt(document, parameter));
  const inPath = [...template.matchAll(/\{([^}]+)\}/g)].map(([, name = '']): Parameter => {
    const known = stated.find((each) => each.in === 'path' && each.name === name);
    return known ?? { name, in: 'path', type: undefined, format: undefined, example: undefined };
  });
  return [...inPath, ...stated.filter((each) => each.in === 'query')];
}

function parameterAt(document: Json, parameter: Place): Parameter[] {
  const { value } = parameter;
  const place = textOf(value['in']);
  const name = textOf(value['name']);
  const isWanted = place === 'path' || (place === 'query' && isTrue(value['required']));
  if (name === undefined || !isWanted) return [];
  const schema = below(document, parameter, 'schema')?.value;
  const [first] = Object.values(value['examples'] ?? {});
  const [listed] = Object.values(schema?.['examples'] ?? {});
  const [choice] = Object.values(schema?.['enum'] ?? {});
  const examples = [value['example'], first?.['value'], schema?.['example'], listed, schema?.['default'], choice];
  return [
    {
      name,
      in: place,
      type: textOf(schema?.['type']),
      format: textOf(schema?.['format']),
      example: examples.map((each) => textOf(each)).find((each) => each !== undefined),
    },
  ];
}

const isTrue = (value: unknown): boolean => value === true;

function answersOf(document: Json, operation: Place): Record<string, DeclaredAnswer> {
  const responses = below(document, operation, 'responses');
  if (responses === undefined) return {};
  return Object.fromEntries(
    entriesBelow(document, responses).map(([status, response]) => [
      status.toUpperCase().replace('DEFAULT', 'default'),
      answerAt(document, response),
    ]),
  );
}

function answerAt(document: Json, response: Place): DeclaredAnswer {
  const content = below(document, response, 'content');
  const kinds = content === undefined ? [] : entriesBelow(document, content);
  const json = kinds.find(([kind]) => isJson(kind))?.[1];
  return {
    mediaTypes: kinds.map(([kind]) => kind),
    schema: json === undefined ? undefined : below(document, json, 'schema')?.pointer,
  };
}

/** Whether a content type is one of JSON. */
export const isJson = (contentType: string): boolean => /[/+]json\b/i.test(contentType);
