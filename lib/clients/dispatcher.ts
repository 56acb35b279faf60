import { readFileSync } from 'node:fs';
import type { LookupFunction } from 'node:net';
import { rootCertificates } from 'node:tls';
import { Agent, type Dispatcher, ProxyAgent } from 'undici';
import type { Target } from '../target/target.js';

/** What a client sends its requests through, and what it knows of the connections behind it. */
export interface Connections {
  readonly dispatcher: Dispatcher;
  /** How many connections to an origin were opened so far. */
  readonly openedTo: (origin: string) => number;
}

/** The connections of a client, as the target says that it is to be reached; `most` of them to one origin at the same time. */
export function connectionsFor(
  access: Target['access'],
  timeout: number,
  lookup: LookupFunction,
  most?: number,
): Connections {
  const dispatcher = dispatcherFor(access, timeout, lookup, most);
  const opened = new Map<string, number>();
  const openedTo = (origin: string): number => opened.get(origin) ?? 0;
  dispatcher.on('connect', ({ origin }) => void opened.set(origin, openedTo(origin) + 1));
  return { dispatcher, openedTo };
}

function dispatcherFor(
  access: Target['access'],
  timeout: number,
  lookup: LookupFunction,
  most: number | undefined,
): Dispatcher {
  const connect = { timeout, lookup, ...tlsOf(access) };
  // The client has a deadline for the whole exchange; a second one here would only end long ones early.
  const options = {
    connect,
    headersTimeout: 0,
    bodyTimeout: 0,
    pipelining: 1,
    ...(most !== undefined && { connections: most }),
  };
  return access?.proxy === undefined
    ? new Agent(options)
    : new ProxyAgent({ ...options, uri: access.proxy.href, requestTls: connect });
}

/** What TLS is to trust, and to show, besides the defaults. */
export function tlsOf(access: Target['access']): { ca?: string[]; cert?: string; key?: string } {
  const certificate = access?.clientCertificate;
  return {
    ...(access?.ca === undefined ? {} : { ca: [...rootCertificates, readFileSync(access.ca, 'utf8')] }),
    ...(certificate === undefined
      ? {}
      : { cert: readFileSync(certificate.cert, 'utf8'), key: readFileSync(certificate.key, 'utf8') }),
  };
}

/** The headers that every request carries because the target wants them. */
export function headersOf(access: Target['access']): Record<string, string> {
  const stated = Object.entries(access?.headers ?? {}).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    typeof value === 'string' ? value : value.reveal(),
  ]);
  const basic = access?.basicAuth;
  const pair = basic === undefined ? '' : `${basic.user}:${basic.password.reveal()}`;
  return {
    ...(pair === '' ? {} : { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }),
    ...Object.fromEntries(stated),
  };
}
