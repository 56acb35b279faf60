import type { Coded } from './codes.js';
import { bareHost, openSocket, type Way } from './socket.js';

/** What became of one attempt to connect. */
export interface TcpFacts {
  readonly host: string;
  readonly port: number;
  /** `ECONNREFUSED`, `ENOTFOUND`, `TIMEOUT`, ...; empty when it connected. */
  readonly error: string;
  readonly ms: number;
}

/** Resolves a name and opens one connection, in time or not at all. Never throws. */
export async function observeTcp(way: Way): Promise<TcpFacts> {
  const started = performance.now();
  const { socket, error } = await openSocket(way);
  socket?.destroy();
  return { host: bareHost(way.host), port: way.port, error, ms: performance.now() - started };
}

const UNRESOLVED = ['ENOTFOUND', 'EAI_AGAIN', 'ENODATA'];

/** Judges an attempt to connect. Pure. */
export function judgeTcp(facts: TcpFacts, service: string): Coded[] {
  if (facts.error === '') return [];
  const at = `${facts.host}:${facts.port}`;
  const look = `\`nc -vz ${facts.host} ${facts.port}\``;
  const base = {
    severity: 'fail' as const,
    service,
    expected: `${at} accepts connections`,
    evidence: { address: at, error: facts.error },
  };
  if (UNRESOLVED.includes(facts.error)) {
    const hint = `\`getent hosts ${facts.host}\` from here: is the name right, and published?`;
    const actual = `the name does not resolve (${facts.error})`;
    return [{ ...base, code: 'dns.unknown-host', cause: 'unreachable', actual, hint }];
  }
  if (facts.error === 'ECONNREFUSED') {
    const hint = `nothing listens on ${at}: is ${service} running? ${look}`;
    return [{ ...base, code: 'tcp.refused', cause: 'not-started', actual: 'it refuses connections', hint }];
  }
  const hint = `is ${at} open for this machine? ${look}`;
  const actual = `no connection (${facts.error})`;
  return [{ ...base, code: 'tcp.unreachable', cause: 'unreachable', actual, hint }];
}
