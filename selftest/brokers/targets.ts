import { CHANNELS, RETRIES } from './lines/line.js';
import { DEAD_LETTERS } from './lines/postgres.js';

/** A dialect as a target states it. */
export interface Dialect {
  /** The service in the words of a target.ts. */
  readonly service: string;
  /** The preset, and what it takes besides what all take. */
  readonly preset: string;
  readonly own: string;
  /** Where the dead letters are, and what is in them. */
  readonly dead: string;
}

const URL = "{ url: env.secret('SMOKE_BROKER_URL'), critical: true }";
const retryTimes = (path: string): string => `attemptsOf: (letter, headers) => ${path}`;

export const DIALECTS = {
  'redis streams': {
    service: `redis(${URL})`,
    preset: 'redisEvents',
    own: 'channels: false, streams: true,',
    dead: `at: '${CHANNELS.dead}', reasonOf: (letter) => letter.reason, ${retryTimes('letter.attempts')}`,
  },
  rabbitmq: {
    service: `amqp(${URL})`,
    preset: 'rabbitmqEvents',
    own: '',
    dead: `at: '${CHANNELS.dead}', reasonOf: (letter, headers) => headers['x-reason'], ${retryTimes("Number(headers['x-retries']) + 1")}`,
  },
  kafka: {
    service: `kafka(${URL})`,
    preset: 'kafkaEvents',
    own: "topic: 'smoke',",
    dead: `at: '${CHANNELS.dead}', reasonOf: (letter, headers) => headers.reason, ${retryTimes('String(headers.attempts).split(",")')}`,
  },
  postgres: {
    service: `postgres(${URL})`,
    preset: 'postgresEvents',
    own: '',
    dead: `at: '${DEAD_LETTERS}', reasonOf: (letter) => letter.reason, ${retryTimes('letter.attempts')}`,
  },
} as const satisfies Readonly<Record<string, Dialect>>;

export type DialectName = keyof typeof DIALECTS;

/** The text of the target.ts of a shop over some broker. */
export const shopOver = ({ service, preset, own, dead }: Dialect): string => `
import { account } from '../../lib/target/accounts.js';
import { pagesByNumber, passwordLogin, ${preset}, restResource } from '../../lib/target/capabilities.js';
import { defineTarget } from '../../lib/target/define.js';
import { env } from '../../lib/target/env.js';
import { ${service.slice(0, service.indexOf('('))}, http } from '../../lib/target/services.js';

export default defineTarget({
  name: 'shop',
  environment: 'test',
  origin: env.url('SMOKE_ORIGIN'),
  grants: ['direct', 'writes'],
  services: {
    api: http({ health: '/healthz', dependsOn: ['broker'], critical: true }),
    broker: ${service},
  },
  accounts: { member: account({ email: env.text('SMOKE_MEMBER_EMAIL'), password: env.secret('SMOKE_MEMBER_PASSWORD') }) },
  capabilities: {
    auth: passwordLogin({ path: '/login', body: ({ email, password }) => ({ email, password }), token: (body) => body.token, protectedPath: '/me' }),
    resources: {
      orders: restResource({
        path: '/orders',
        id: (body) => body.id,
        example: (name) => ({ name }),
        nameOf: (item) => item.name,
        pages: pagesByNumber({ items: (body) => body.items, total: (body) => body.total }),
      }),
    },
    events: ${preset}({
      service: 'broker',
      // The machine of a test does other things as well.
      budget: 3_000,
      ${own}
      caused: {
        by: { resource: 'orders' },
        channel: '${CHANNELS.orders}',
        idOf: (event) => event.id,
        correlationIdOf: (event) => event.correlationId,
        reaches: { service: 'api', at: (id) => \`/heard/\${id}\`, correlationIdOf: (body) => body.correlationId },
      },
      failing: {
        service: 'api',
        channel: '${CHANNELS.jobs}',
        message: (id) => ({ id }),
        retries: { times: ${RETRIES.times}, base: ${RETRIES.base} },
        deadLetters: { ${dead} },
      },
    }),
  },
});
`;
