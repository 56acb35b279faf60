import { readFile } from 'node:fs/promises';
import type { Answer } from '../clients/http.js';
import { type Json, parseJson, textOf } from '../target/json.js';
import type { Target } from '../target/target.js';
import { Contract } from './contract.js';

type Routes = NonNullable<Target['capabilities']['routes']>;

/** The routes of a target are not described as it says. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
  readonly code = 'SMOKE_NO_CONTRACT';

  constructor(message: string) {
    super(`the description of the routes cannot be read: ${message} (SMOKE_NO_CONTRACT)`);
  }
}

/** Reads what a target promises of its routes, from where it says. Throws `ContractError`, and `HttpError` when nothing answers. */
export async function readContract(
  { document, base }: Pick<Routes, 'document' | 'base'>,
  origin: URL,
  get: (url: URL) => Promise<Answer>,
): Promise<Contract> {
  if (typeof document !== 'string' && !(document instanceof URL)) return contractIn({ ...document }, origin, base);
  const url = new URL(document, origin);
  const text = url.protocol === 'file:' ? await textOfFile(url) : await textAt(url, get);
  return contractIn(await parsed(text, url), url.protocol === 'file:' ? origin : url, base);
}

function contractIn(document: object, foundAt: URL, base: string | undefined): Contract {
  const json: Json = Object(document);
  const version: unknown = json['openapi'];
  if (typeof version !== 'string' || !/^3\.[01]/.test(version)) {
    const seen = textOf(version ?? json['swagger']) ?? 'no version';
    throw new ContractError(`expected OpenAPI 3.0 or 3.1, seen ${seen}`);
  }
  const contract = new Contract(json, foundAt, base);
  if (contract.operations.length === 0) throw new ContractError('it holds no route');
  return contract;
}

async function textAt(url: URL, get: (url: URL) => Promise<Answer>): Promise<string> {
  const answer = await get(url);
  if (answer.status === 200) return answer.text;
  throw new ContractError(`GET ${url.href} answered ${answer.status}, expected 200`);
}

async function textOfFile(url: URL): Promise<string> {
  try {
    return await readFile(url, 'utf8');
  } catch (error) {
    throw new ContractError(error instanceof Error ? error.message : String(error));
  }
}

async function parsed(text: string, url: URL): Promise<object> {
  const value: unknown = /^\s*\{/.test(text) ? inJson(text, url) : await inYaml(text, url);
  if (typeof value === 'object' && value !== null) return value;
  throw new ContractError(`${url.href} holds neither JSON nor YAML`);
}

function inJson(text: string, url: URL): unknown {
  try {
    return parseJson(text);
  } catch {
    throw new ContractError(`${url.href} holds no JSON`);
  }
}

async function inYaml(text: string, url: URL): Promise<unknown> {
  const { parse } = await import('yaml');
  try {
    return parse(text, { logLevel: 'silent' });
  } catch {
    throw new ContractError(`${url.href} holds no YAML`);
  }
}
