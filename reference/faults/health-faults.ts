import { setTimeout as pause } from 'node:timers/promises';
import { defineFault } from './define.js';
import { answerAs, changeAnswer } from './edge-answers.js';

/** Longer than anybody waits for an answer. */
const FOREVER_MS = 30_000;

/** Longer than the budget of any service, and shorter than anybody's patience. */
const SLOW_MS = 400;

/** Health that lies, or tells the truth about what is wrong. */
export default [
  defineFault({
    name: 'health-unavailable',
    title: 'identity answers 200 and says that it is unavailable',
    expects: ['health > identity says that it is healthy'],
    because: 'health.unhealthy',
    edge: answerAs('identity', { route: 'GET /healthz' }, 200, { status: 'unavailable' }),
  }),
  defineFault({
    name: 'health-page',
    title: 'a page for people answers on the health route of notifier',
    expects: ['health > notifier says that it is healthy'],
    because: 'health.not-a-report',
    edge: changeAnswer('notifier', { route: 'GET /healthz' }, (_payload, reply) => {
      void reply.removeHeader('content-length').header('content-type', 'text/html');
      return '<!doctype html><title>Back soon</title><p>We are working on it.</p>';
    }),
  }),
  defineFault({
    name: 'not-alive',
    title: 'content says that it is not alive',
    expects: ['health > content is alive'],
    because: 'http.status',
    edge: answerAs('content', { route: 'GET /healthz/live' }, 500),
  }),
  defineFault({
    name: 'not-ready',
    title: 'assessment never becomes ready',
    expects: ['health > assessment is ready'],
    because: 'http.status',
    edge: answerAs('assessment', { route: 'GET /healthz/ready' }, 503),
  }),
  defineFault({
    name: 'database-unreached',
    title: 'content does not reach its database',
    expects: ['health > content reaches its database'],
    because: 'health.database',
    edge: answerAs('content', { route: 'GET /healthz/database' }, 503, { status: 'down' }),
  }),
  defineFault({
    name: 'database-undescribed',
    title: 'the summary of the database of assessment is empty',
    expects: ['health > assessment describes its database'],
    because: 'health.empty-summary',
    edge: answerAs('assessment', { route: 'GET /healthz/database/summary' }, 200, {}),
  }),
  defineFault({
    name: 'metrics-broken',
    title: 'the metrics of notifier are not in the text format',
    expects: ['health > notifier exposes metrics'],
    because: 'metrics.malformed',
    edge: changeAnswer('notifier', { route: 'GET /metrics' }, (_payload, reply) => {
      void reply.removeHeader('content-length');
      return 'http_requests_total{route="/"} 3\nhttp_requests_total route="/broken" 4\n';
    }),
  }),
  defineFault({
    name: 'liveness-hangs',
    title: 'identity accepts the question whether it is alive, and never answers it',
    expects: ['health > identity is alive', 'health > identity answers within its budget'],
    because: 'http.no-answer',
    edge: {
      service: 'identity',
      onRequest: async (request) => {
        if (request.url === '/healthz/live') await pause(FOREVER_MS, undefined, { ref: false });
      },
    },
  }),
  defineFault({
    name: 'answers-slow',
    title: 'notifier answers, but takes its time',
    expects: [],
    warns: ['health > notifier answers within its budget'],
    because: 'time.over-budget',
    edge: {
      service: 'notifier',
      onRequest: async (request) => {
        if (request.url === '/healthz/live') await pause(SLOW_MS);
      },
    },
  }),
];
