import type { Ajv2020, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';

/** What is wrong with a body, each with its place; empty when it fits. */
export type Fits = (body: unknown) => readonly string[];

/** Its name within the validator. */
const DOCUMENT = 'contract';

/** What is told of one body: the first says most. */
const MOST_PROBLEMS = 3;

/** The schemas of an OpenAPI document. The validator is loaded when the first of them is asked for. */
export class Schemas {
  readonly #document: object;
  #validator: Promise<Ajv2020> | undefined;
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(document: object) {
    this.#document = document;
  }

  /** The schema at a pointer into the document. Throws for one that is none, or that refers to nothing. */
  async at(pointer: string): Promise<Fits> {
    this.#validator ??= validatorOf(this.#document);
    const validator = await this.#validator;
    const compiled = this.#compiled.get(pointer) ?? validator.compile({ $ref: `${DOCUMENT}${pointer}` });
    this.#compiled.set(pointer, compiled);
    return (body) => (compiled(body) ? [] : (compiled.errors ?? []).slice(0, MOST_PROBLEMS).map(printed));
  }
}

async function validatorOf(document: object): Promise<Ajv2020> {
  const { Ajv2020: Validator } = await import('ajv/dist/2020.js');
  // A description says more than schemas do; formats are no assertions there.
  const validator = new Validator({ strict: false, validateSchema: false, validateFormats: false, logger: false });
  return validator.addSchema({ ...Object(inJsonSchema(document)), $id: DOCUMENT });
}

const printed = ({ instancePath, message = '', params }: ErrorObject): string => {
  const detail = [params['additionalProperty'], params['allowedValues']].flat().filter((each) => each !== undefined);
  const named = detail.length > 0 ? ` (${detail.map(String).join(', ')})` : '';
  return `${instancePath === '' ? 'the body' : instancePath} ${message}${named}`;
};

/**
 * The same document with what OpenAPI 3.0 says in its own words said as JSON Schema does: `nullable`, and bounds that are excluded. What
 * is only ever written is no part of an answer. Pure.
 */
export function inJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inJsonSchema);
  if (typeof value !== 'object' || value === null) return value;
  const all: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) all[key] = inJsonSchema(inner);
  const { nullable, ...schema } = withoutWritten(withBounds(all));
  return nullable === true
    ? { anyOf: [schema, { type: 'null' }] }
    : all['nullable'] === undefined
      ? schema
      : { ...schema, nullable };
}

function withBounds(schema: Record<string, unknown>): Record<string, unknown> {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum, ...rest } = schema;
  return { ...rest, ...bound('Minimum', minimum, exclusiveMinimum), ...bound('Maximum', maximum, exclusiveMaximum) };
}

function bound(name: string, limit: unknown, excluded: unknown): Record<string, unknown> {
  if (excluded === true) return { [`exclusive${name}`]: limit };
  const plain = limit === undefined ? {} : { [name.toLowerCase()]: limit };
  return excluded === undefined || excluded === false ? plain : { ...plain, [`exclusive${name}`]: excluded };
}

function withoutWritten(schema: Record<string, unknown>): Record<string, unknown> {
  const { required, properties } = schema;
  if (!Array.isArray(required) || typeof properties !== 'object' || properties === null) return schema;
  const written = Object.entries(properties)
    .filter(([, property]: [string, unknown]) => typeof property === 'object' && Object(property).writeOnly === true)
    .map(([name]) => name);
  return { ...schema, required: required.filter((name) => !written.includes(name)) };
}
