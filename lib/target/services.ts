import type { Secret } from './secret.js';
import type { Setting } from './env.js';

/** What every service of a target's graph may state, whatever it speaks. */
export interface ServiceOptions {
  /** The services that this one needs to work. */
  readonly dependsOn?: readonly string[];
  /** The service through which we reach this one; by default the service whose origin its address shares. */
  readonly via?: string;
  /** A critical service that fails forbids promotion; any other only warns. */
  readonly critical?: boolean;
  /** A third party's: its failure is its own incident and never a rollback of ours. */
  readonly external?: boolean;
  /** Response-time budget in milliseconds; overruns warn, and fail only with `enforce`. */
  readonly budget?: { readonly p95?: number; readonly p99?: number; readonly enforce?: boolean };
}

/** The words by which a health body tells its state, for a platform whose dialect the defaults do not know. */
export interface HealthWords {
  readonly healthy?: readonly string[];
  readonly degraded?: readonly string[];
  readonly unhealthy?: readonly string[];
}

export interface HttpServiceOptions extends ServiceOptions {
  /** Where it answers; by default the target's origin. */
  readonly url?: Setting<URL | undefined>;
  /** The path of the origin below which requests are passed on to it, where it has an address of its own besides. */
  readonly routedAt?: string;
  /** Paths, relative to `url`. Only those that are stated are checked. */
  readonly health?: Setting<string>;
  readonly live?: Setting<string>;
  readonly ready?: Setting<string>;
  readonly database?: Setting<string>;
  readonly databaseSummary?: Setting<string>;
  readonly metrics?: Setting<string>;
  readonly version?: Setting<string>;
  readonly healthWords?: HealthWords;
}

export interface HttpService extends HttpServiceOptions {
  readonly kind: 'http';
}

export interface PostgresService extends ServiceOptions {
  readonly kind: 'postgres';
  /** `postgres://user:password@host:port/database`. Without it the service is a node of the graph that we cannot see. */
  readonly url?: Setting<Secret | undefined>;
}

export interface RedisService extends ServiceOptions {
  readonly kind: 'redis';
  /** `redis://:password@host:port` or `rediss://...`. */
  readonly url?: Setting<Secret | undefined>;
}

export interface S3Service extends ServiceOptions {
  readonly kind: 's3';
  readonly url?: Setting<URL | undefined>;
  readonly bucket?: Setting<string | undefined>;
  readonly accessKey?: Setting<Secret | undefined>;
  readonly secretKey?: Setting<Secret | undefined>;
  /** What goes with keys that are good for a while only. */
  readonly sessionToken?: Setting<Secret | undefined>;
  /** What requests are signed for; `us-east-1` by default, which also those take that know no regions. */
  readonly region?: Setting<string | undefined>;
  /** Whether the bucket is the first part of the path; else it is the first of the host's name. `true` by default. */
  readonly pathStyle?: boolean;
}

export interface AmqpService extends ServiceOptions {
  readonly kind: 'amqp';
  /** `amqp://user:password@host:port/vhost` or `amqps://...`. */
  readonly url?: Setting<Secret | undefined>;
}

export interface KafkaService extends ServiceOptions {
  readonly kind: 'kafka';
  /** The broker that is asked first: `kafka://host:port`, `kafka://user:password@host:port`, or `kafkas://...` for TLS. */
  readonly url?: Setting<Secret | undefined>;
  /** The others that it may name, as `host:port,host:port`: no broker that is not named is connected to. */
  readonly brokers?: Setting<string | undefined>;
  /** How user and password are told; `plain` by default. */
  readonly mechanism?: 'plain' | 'scram-sha-256' | 'scram-sha-512';
}

export interface TcpService extends ServiceOptions {
  readonly kind: 'tcp';
  /** `host:port` of anything that accepts connections: a broker, a cache, a mail server. */
  readonly address?: Setting<string | undefined>;
}

/** A node of the target's graph, as its author writes it. */
export type Service =
  | HttpService
  | PostgresService
  | RedisService
  | S3Service
  | AmqpService
  | KafkaService
  | TcpService;

/** An HTTP service. `http({ health: '/healthz', critical: true })` is enough. */
export const http = (options: HttpServiceOptions = {}): HttpService => ({ kind: 'http', ...options });

/** A PostgreSQL server; it is connected to only when the run holds the grant `direct`. */
export const postgres = (options: Omit<PostgresService, 'kind'>): PostgresService => ({ kind: 'postgres', ...options });

/** A Redis or Valkey server; it is connected to only when the run holds the grant `direct`. */
export const redis = (options: Omit<RedisService, 'kind'>): RedisService => ({ kind: 'redis', ...options });

/** An S3-compatible object store; it is connected to only when the run holds the grant `direct`. */
export const s3 = (options: Omit<S3Service, 'kind'>): S3Service => ({ kind: 's3', ...options });

/** A RabbitMQ server, or another that speaks AMQP 0-9-1; it is connected to only when the run holds the grant `direct`. */
export const amqp = (options: Omit<AmqpService, 'kind'>): AmqpService => ({ kind: 'amqp', ...options });

/** Kafka, or another that speaks its protocol; it is connected to only when the run holds the grant `direct`. */
export const kafka = (options: Omit<KafkaService, 'kind'>): KafkaService => ({ kind: 'kafka', ...options });

/** Anything else that accepts TCP connections; it is connected to only when the run holds the grant `direct`. */
export const tcp = (options: Omit<TcpService, 'kind'>): TcpService => ({ kind: 'tcp', ...options });
