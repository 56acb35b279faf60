import { connect as connectTcp } from 'node:net';
import { lookup } from 'node:dns/promises';
import { networkCodeOf } from '../clients/http-error.js';
import type { Finding } from './finding.js';

/** What became of one attempt to connect. */
export interface TcpFacts {
  readonly host: string;
  readonly port: number;
  /** Empty when the name does not resolve. */
  readonly addresses: readonly string[];
  readonly connected: boolean;
  /** `ECONNREFUSED`, `ENOTFOUND`, `TIMEOUT`, ...; empty when it connected. */
  readonly error: string;
  readonly ms: number;
}

/** Resolves a name and opens one connection, within so many milliseconds. */
export async function observeTcp(host: string, port: number, timeout: number): Promise<TcpFacts> {
  const started = performance.now();
  const name = host.replace(/^\[|\]$/g, '');
  const facts: Omit<TcpFacts, 'error' | 'ms'> = { host: name, port, addresses: [], connected: false };
  const ms = () => performance.now() - started;
  try {
    const addresses = await lookup(name, { all: true });
    const found = addresses.map(({ address }) => address);
    const error = await connects(name, port, timeout);
    return { ...facts, addresses: found, connected: error === '', error, ms: ms() };
  } catch (error) {
    return { ...facts, error: networkCodeOf(error) || 'ENOTFOUND', ms: ms() };
  }
}

const connects = (host: string, port: number, timeout: number): Promise<string> =>
  new Promise((settle) => {
    const socket = connectTcp({ host, port, timeout });
    const end = (error: string): void => {
      socket.destroy();
      settle(error);
    };
    socket.once('connect', () => end(''));
    socket.once('timeout', () => end('TIMEOUT'));
    socket.once('error', (error) => end(networkCodeOf(error) || error.message));
  });

/** Judges an attempt to connect. Pure. */
export function judgeTcp(facts: TcpFacts, service: string): Finding[] {
  if (facts.connected) return [];
  const at = `${facts.host}:${facts.port}`;
  const finding = {
    severity: 'fail' as const,
    service,
    expected: `${at} accepts connections`,
    evidence: { address: at, error: facts.error },
  };
  if (facts.addresses.length === 0) {
    const hint = `\`getent hosts ${facts.host}\` from here: is the name right, and published?`;
    return [{ ...finding, code: 'dns.unknown-host', cause: 'unreachable', actual: 'the name does not resolve', hint }];
  }
  if (facts.error === 'ECONNREFUSED') {
    const hint = `nothing listens on ${at}: is ${service} running? \`nc -vz ${facts.host} ${facts.port}\``;
    return [{ ...finding, code: 'tcp.refused', cause: 'not-started', actual: 'it refuses connections', hint }];
  }
  const hint = `is ${at} open for this machine? \`nc -vz ${facts.host} ${facts.port}\``;
  return [
    { ...finding, code: 'tcp.unreachable', cause: 'unreachable', actual: `no connection (${facts.error})`, hint },
  ];
}
