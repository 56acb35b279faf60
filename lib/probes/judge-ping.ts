import type { Cause } from './finding.js';
import type { Coded } from './codes.js';
import type { PingFacts } from './ping.js';

const CALLED = { postgres: 'PostgreSQL', redis: 'Redis', s3: 'the object store', amqp: 'RabbitMQ', kafka: 'Kafka' };
const EXAMPLES = {
  postgres: 'postgres://user:password@host:5432/database',
  redis: 'redis://:password@host:6379',
  s3: 'https://storage.example.com',
  amqp: 'amqp://user:password@host:5672/vhost',
  kafka: 'kafka://host:9092',
};
const LOOKS: Readonly<Record<PingFacts['kind'], (host: string, port: string) => string>> = {
  postgres: (host, port) => `pg_isready -h ${host} -p ${port}`,
  redis: (host, port) => `redis-cli -h ${host} -p ${port} ping`,
  amqp: (host, port) => `nc -vz ${host} ${port}`,
  kafka: (host, port) => `kcat -b ${host}:${port} -L`,
  s3: (host, port) => `curl -i ${port === '443' ? 'https' : 'http'}://${host}:${port}`,
};

/** One way in which a data service does not answer, known by its error or by what it said. */
interface Refusal {
  readonly error?: RegExp;
  readonly said?: RegExp;
  readonly code: 'refused' | 'unauthorised' | 'failed';
  readonly cause: Cause;
  readonly actual: (facts: PingFacts) => string;
  /** Comes before the command that looks closer. */
  readonly hint: (called: string, at: string) => string;
}

/** The first that fits counts. */
const REFUSALS: readonly Refusal[] = [
  {
    error: /^(ECONNREFUSED|SMOKE_REFUSED)$/,
    code: 'refused',
    cause: 'not-started',
    actual: () => 'it refuses connections',
    hint: (called, at) => `${called} refuses connections on ${at}: is it running?`,
  },
  {
    error: /^57P0[123]$/,
    said: /LOADING/,
    code: 'failed',
    cause: 'not-started',
    actual: ({ said }) => said,
    hint: (called) => `is ${called} starting, or on its way down?`,
  },
  {
    error: /^(28\w{3}|HTTP_40[13]|ACCESS_REFUSED|NOT_ALLOWED)$/,
    said: /NOAUTH|WRONGPASS|NOPERM|invalid password|KafkaJSSASLAuthenticationError/,
    code: 'unauthorised',
    cause: 'unauthorised',
    actual: ({ said }) => said,
    hint: () => 'are the credentials of this deployment the right ones?',
  },
  {
    error: /^(ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|SMOKE_UNKNOWN_HOST|SMOKE_UNREACHABLE)$/,
    code: 'refused',
    cause: 'unreachable',
    actual: ({ error }) => `no connection (${error})`,
    hint: (_called, at) => `can ${at} be reached from here?`,
  },
  {
    error: /TIMEOUT|^57014$/,
    said: /timed? ?out/i,
    code: 'failed',
    cause: 'slow',
    actual: () => 'no answer in time',
    hint: (called) => `${called} accepts connections and does not answer: is it paused, or stuck?`,
  },
  {
    error: /CERT|SELF_SIGNED|UNABLE_TO|^ERR_TLS|^ERR_SSL|^EPROTO$/,
    said: /does not support SSL/,
    code: 'failed',
    cause: 'certificate',
    actual: ({ said }) => said,
    hint: () => 'for a private authority set SMOKE_CA;',
  },
  {
    error: /^(3D000|HTTP_3\d\d|HTTP_404)$/,
    code: 'failed',
    cause: 'misconfigured',
    actual: ({ said }) => said,
    hint: () => 'is the name of the database or bucket the right one?',
  },
];

const OTHERWISE: Refusal = {
  code: 'failed',
  cause: 'erroring',
  actual: ({ said, error }) => `${said} (${error})`,
  hint: (called, at) => `is it ${called} that listens on ${at}, and what does its log say?`,
};

/** Judges a sign of life. Pure. */
export function judgePing(facts: PingFacts, service: string): Coded[] {
  if (facts.error === '') return [];
  const called = CALLED[facts.kind];
  const at = `${facts.host}:${facts.port}`;
  const base = { severity: 'fail' as const, service, evidence: { address: at, error: facts.error, said: facts.said } };
  if (facts.error === 'NO_ADDRESS') {
    const expected = `an address such as ${EXAMPLES[facts.kind]}`;
    const hint = 'is it complete, and what is special in the password (such as @, # or /) written as %40, %23 or %2F?';
    const actual = 'what is no URL';
    return [{ ...base, code: `${facts.kind}.failed`, cause: 'misconfigured', expected, actual, hint }];
  }
  const refusal = REFUSALS.find(({ error, said }) => error?.test(facts.error) || said?.test(facts.said)) ?? OTHERWISE;
  return [
    {
      ...base,
      code: `${facts.kind}.${refusal.code}`,
      cause: refusal.cause,
      expected: `${called} answers on ${at}`,
      actual: refusal.actual(facts),
      hint: `${refusal.hint(called, at)} \`${LOOKS[facts.kind](facts.host, facts.port)}\``,
    },
  ];
}
