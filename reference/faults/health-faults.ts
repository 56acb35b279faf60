import { setTimeout as pause } from 'node:timers/promises';
import { type ServiceName, serviceNames } from '../kernel/names.js';
import { defineFault, type EdgeHooks } from './define.js';
import { answerAs, answerInstead, changeAnswer } from './edge-answers.js';

/** Longer than anybody waits for an answer. */
const FOREVER_MS = 30_000;

/** Longer than the budget of any service, and shorter than anybody's patience. */
const SLOW_MS = 400;

const WITH_DATABASE = ['identity', 'content', 'assessment', 'account'] as const;

/** Hooks that let whoever asks whether a service is alive wait. */
const delayed = (service: ServiceName, ms: number): EdgeHooks => ({
  service,
  onRequest: async (request) => {
    if (request.url === '/healthz/live') await pause(ms, undefined, { ref: false });
  },
});

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
    name: 'liveness-hangs',
    title: 'identity accepts the question whether it is alive, and never answers it',
    expects: ['health > identity is alive', 'health > identity answers within its budget'],
    because: 'http.no-answer',
    edge: delayed('identity', FOREVER_MS),
  }),
  defineFault({
    name: 'answers-slow',
    title: 'notifier answers, but takes its time',
    expects: [],
    warns: ['health > notifier answers within its budget'],
    because: 'time.over-budget',
    edge: delayed('notifier', SLOW_MS),
  }),
  ...serviceNames.flatMap((service) => [
    defineFault({
      name: `${service}-liveness-cut`,
      title: `${service} closes the connection when it is asked whether it is alive`,
      expects: [`health > ${service} is alive`, `health > ${service} answers within its budget`],
      because: 'http.no-answer',
      edge: answerInstead(service, { route: 'GET /healthz/live' }, (reply) => {
        reply.hijack();
        reply.raw.destroy();
      }),
    }),
    defineFault({
      name: `${service}-not-ready`,
      title: `${service} never becomes ready`,
      expects: [`health > ${service} is ready`],
      because: 'http.status',
      // The gateway works in part without the others.
      ...(service === 'identity' && { blocks: service }),
      edge: answerAs(service, { route: 'GET /healthz/ready' }, 503),
    }),
    defineFault({
      name: `${service}-metrics-broken`,
      title: `the metrics of ${service} are not in the text format`,
      expects: [`health > ${service} exposes metrics`],
      because: 'metrics.malformed',
      edge: changeAnswer(service, { route: 'GET /metrics' }, (_payload, reply) => {
        void reply.removeHeader('content-length');
        return 'http_requests_total{route="/"} 3\nhttp_requests_total route="/broken" 4\n';
      }),
    }),
  ]),
  ...WITH_DATABASE.flatMap((service) => [
    defineFault({
      name: `${service}-database-unreached`,
      title: `${service} does not reach its database`,
      expects: [`health > ${service} reaches its database`],
      because: 'health.database',
      edge: answerAs(service, { route: 'GET /healthz/database' }, 503, { status: 'down' }),
    }),
    defineFault({
      name: `${service}-database-undescribed`,
      title: `the summary of the database of ${service} is empty`,
      expects: [`health > ${service} describes its database`],
      because: 'health.empty-summary',
      edge: answerAs(service, { route: 'GET /healthz/database/summary' }, 200, {}),
    }),
  ]),
];
