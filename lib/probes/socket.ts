import { request as plainRequest } from 'node:http';
import { request as securedRequest } from 'node:https';
import { connect, type LookupFunction, type Socket } from 'node:net';
import { networkCodeOf } from '../clients/http-error.js';

/** Where to connect to, and through what. */
export interface Way {
  /** A name or an address; IPv6 with or without brackets. */
  readonly host: string;
  readonly port: number;
  readonly proxy?: URL | undefined;
  /** How the address of a name is found, where that is not for the resolver to say. */
  readonly lookup?: LookupFunction;
  /** Milliseconds, with what the resolver takes. */
  readonly timeout: number;
}

/** A connection, or the code of the error that prevented it: `ECONNREFUSED`, `ENOTFOUND`, `TIMEOUT`, `PROXY_502`, ... */
export type Opened =
  | { readonly socket: Socket; readonly error: '' }
  | { readonly socket: null; readonly error: string };

/** The host without the brackets that an IPv6 address has in a URL. */
export const bareHost = (host: string): string => host.replace(/^\[|\]$/g, '');

/** Opens one connection, in time or not at all. Never throws. */
export function openSocket(way: Way): Promise<Opened> {
  return new Promise((settle) => {
    const attempt = way.proxy === undefined ? directly(way, end) : tunnelled(way, way.proxy, end);
    const timer = setTimeout(() => end({ socket: null, error: 'TIMEOUT' }), way.timeout);
    function end(opened: Opened): void {
      clearTimeout(timer);
      if (opened.socket === null) attempt?.destroy();
      settle(opened);
    }
  });
}

type End = (opened: Opened) => void;
type Attempt = { destroy: () => unknown } | undefined;

const failed = (error: unknown): Opened => ({ socket: null, error: networkCodeOf(error) || String(error) });

function directly({ host, port, lookup }: Way, end: End): Attempt {
  try {
    const socket = connect({ host: bareHost(host), port, ...(lookup && { lookup }) });
    socket.once('connect', () => end({ socket, error: '' }));
    // Stays: a socket whose error nobody hears would end this process.
    socket.on('error', (error) => end(failed(error)));
    return socket;
  } catch (error) {
    // A port that is none is refused before anything is tried.
    queueMicrotask(() => end(failed(error)));
    return undefined;
  }
}

/** A tunnel, as RFC 9110, 9.3.6 describes it. */
function tunnelled({ host, port }: Way, proxy: URL, end: End): Attempt {
  const authority = `${host}:${port}`;
  const ask = proxy.protocol === 'https:' ? securedRequest : plainRequest;
  const asking = ask(proxy, { method: 'CONNECT', path: authority, headers: { host: authority }, agent: false });
  asking.once('connect', ({ statusCode }, socket) => {
    socket.on('error', () => undefined);
    if (statusCode === 200) return end({ socket, error: '' });
    socket.destroy();
    return end({ socket: null, error: `PROXY_${statusCode ?? ''}` });
  });
  asking.once('response', ({ statusCode }) => end({ socket: null, error: `PROXY_${statusCode ?? ''}` }));
  asking.on('error', (error) => end(failed(error)));
  asking.end();
  return asking;
}
