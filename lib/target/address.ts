import type { ParsedService } from './target.js';

/** Whether an address leads to this machine: localhost, 127.0.0.0/8 or ::1 (RFC 6761, RFC 1122, RFC 4291). */
export const isLoopback = (url: URL): boolean =>
  /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);

const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  'http:': 80,
  'https:': 443,
  'ws:': 80,
  'wss:': 443,
  'postgres:': 5432,
  'postgresql:': 5432,
  'redis:': 6379,
  'rediss:': 6379,
  'amqp:': 5672,
  'amqps:': 5671,
  'kafka:': 9092,
  'kafkas:': 9092,
};

/** A name or an address, and a port. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/** Where a service listens; undefined when the target does not say. */
export function addressOf(service: ParsedService | undefined): Place | undefined {
  const text = service === undefined ? undefined : addressTextOf(service);
  return text === undefined ? undefined : placeOf(text);
}

/** Every place where a service listens that the target names: of a cluster, all that may be asked. */
export function placesOf(service: ParsedService | undefined): Place[] {
  const first = addressOf(service);
  const others = service?.kind === 'kafka' ? (service.brokers ?? '').split(',') : [];
  const places = others.map((broker) => placeOf(`kafka://${broker.trim()}`));
  return [first, ...places].filter((place) => place !== undefined);
}

/** The place that a URL leads to; undefined for what is none. */
export function placeOf(text: string): Place | undefined {
  if (!URL.canParse(text)) return undefined;
  const { hostname: host, port, protocol } = new URL(text);
  return host === '' ? undefined : { host, port: port === '' ? (DEFAULT_PORTS[protocol] ?? 0) : Number(port) };
}

function addressTextOf(service: ParsedService): string | undefined {
  if (service.kind === 'tcp') return service.address === undefined ? undefined : `tcp://${service.address}`;
  return service.url instanceof URL ? service.url.href : service.url?.reveal();
}
