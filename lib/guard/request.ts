import { hostOf } from '../target/hosts.js';
import type { Permit } from './permit.js';
import { foreign, type Refusal, without } from './refusal.js';

/** A request as it is about to be sent. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly hasBody: boolean;
}

/** Methods that change nothing (RFC 9110, 9.2.1). */
const READING = ['GET', 'HEAD', 'OPTIONS'];

/** Where frameworks look for a method that is to stand in for the request's own. */
const OVERRIDES = ['x-http-method-override', 'x-http-method', 'x-method-override', 'x-method', 'x-original-method'];
const OVERRIDING_PARAMETERS = ['_method', '_httpmethod', 'x-http-method-override', 'x-method-override'];

/** Why a request must not be sent, if it must not. Pure. */
export function judgeRequest(asked: Asked, permit: Permit): Refusal | undefined {
  const act = `${asked.method} ${asked.url.origin}${asked.url.pathname}`;
  const host = hostOf(asked.url);
  if (!permit.hosts.has(host)) return foreign(act, host);
  if (permit.stores.has(host) && !permit.held.includes('direct')) return without('direct', act, permit.why);
  if (permit.held.includes('writes') || !isWrite(asked, permit)) return undefined;
  return without('writes', act, permit.why);
}

/** Whether a request may change something: by its method, by one that stands in for it, or by a body where none belongs. Pure. */
export function isWrite(asked: Asked, { safe, front }: Pick<Permit, 'safe' | 'front'>): boolean {
  const { method, url, headers, hasBody } = asked;
  const standIns = [
    ...OVERRIDES.map((name) => headers[name]),
    ...[...url.searchParams].filter(([name]) => OVERRIDING_PARAMETERS.includes(name.toLowerCase())).map(([, to]) => to),
  ].filter((name) => name !== undefined);
  if (standIns.some((name) => !READING.includes(name.trim().toUpperCase()))) return true;
  if (READING.includes(method)) return hasBody;
  return !(hostOf(url) === front && safe.some((route) => route.method === method && route.path === url.pathname));
}
