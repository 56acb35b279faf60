import { connect, isIP, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import type { Kafka, KafkaConfig, SASLOptions } from 'kafkajs';
import { foreign } from '../guard/refusal.js';
import { placesOf } from '../target/address.js';
import type { ParsedService } from '../target/target.js';
import type { DirectOptions } from './database.js';
import { tlsOf } from './dispatcher.js';
import { onlyKafka } from './kafka-frames.js';

/** A Kafka service of a target. */
export type KafkaCluster = Extract<ParsedService, { kind: 'kafka' }>;

export interface Connecting {
  /** Told each connection. */
  readonly connected?: (socket: Socket) => void;
  /** How often what fails is asked again. */
  readonly retries?: number;
}

/**
 * A client of a Kafka cluster. It connects to no broker but those that the target names, whatever the cluster says of itself. Throws `RefusedError` without the grant `direct`.
 */
export async function kafkaClient(
  service: KafkaCluster,
  options: DirectOptions,
  { connected = () => undefined, retries = 1 }: Connecting = {},
): Promise<Kafka> {
  const [first = ''] = brokersOf(service);
  options.guard.need('direct', `connecting to ${first}`);
  // Imported when it is used: a command that asks no broker would pay for it otherwise.
  const { Kafka: Client, logLevel } = await import('kafkajs');
  return new Client({
    clientId: 'firstlight',
    brokers: brokersOf(service),
    connectionTimeout: options.timeout,
    authenticationTimeout: options.timeout,
    requestTimeout: options.timeout,
    // What goes wrong is thrown, and the checks have limits of their own.
    logLevel: logLevel.NOTHING,
    retry: { retries, initialRetryTime: 50, maxRetryTime: 200 },
    ...credentialsOf(service),
    ...socketsOf(service, options, connected),
  });
}

/** The brokers of a cluster that the target names, as `host:port`, the first one first. Pure. */
const brokersOf = (service: KafkaCluster): string[] => [
  ...new Set(placesOf(service).map(({ host, port }) => `${host}:${port}`)),
];

function credentialsOf({ url, mechanism = 'plain' }: KafkaCluster): { sasl?: SASLOptions } {
  const { username, password } = new URL(url?.reveal() ?? '');
  if (username === '') return {};
  return { sasl: { mechanism, username: decodeURIComponent(username), password: decodeURIComponent(password) } };
}

/** Each connection asks the guard, and finds the address of a name as all clients do. */
function socketsOf(
  service: KafkaCluster,
  { guard, access }: DirectOptions,
  connected: (socket: Socket) => void,
): Pick<KafkaConfig, 'ssl' | 'socketFactory'> {
  const named = new Set(brokersOf(service));
  const isEncrypted = service.url?.reveal().startsWith('kafkas:') === true;
  return {
    ...(isEncrypted && { ssl: tlsOf(access) }),
    socketFactory: ({ host, port, ssl, onConnect }): Socket => {
      const broker = `${host}:${port}`;
      if (!named.has(broker)) guard.allow(foreign(`connecting to the Kafka broker ${broker}`, broker));
      const place = { host, port, lookup: guard.lookup };
      const secrets = { ...(isIP(host) === 0 && { servername: host }), ...ssl };
      const socket = onlyKafka(
        isEncrypted ? connectSecurely({ ...place, ...secrets }, onConnect) : connect(place, onConnect),
      );
      connected(socket);
      return socket;
    },
  };
}
