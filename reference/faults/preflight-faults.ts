import { defineFault } from './define.js';
import { answerAs, changeAnswer, changeJson } from './edge-answers.js';

const HOUR_MS = 3_600_000;

/** What is wrong before anything is asked of the platform's work. */
export default [
  defineFault({
    name: 'clock-behind',
    title: "the gateway's clock is an hour behind",
    expects: ['clock > the clocks agree within five seconds'],
    because: 'clock.off',
    edge: {
      service: 'gateway',
      onSend: (_request, reply, payload) => {
        void reply.header('date', new Date(Date.now() - HOUR_MS).toUTCString());
        return payload;
      },
    },
  }),
  defineFault({
    name: 'certificate-expired',
    title: 'the certificate for https ended yesterday',
    expects: ['network > the certificate of the origin is trusted'],
    because: 'tls.days-left',
    restart: { service: 'gateway', env: { TLS_SHOWS: 'expired' } },
  }),
  defineFault({
    name: 'build-unnamed',
    title: 'the version route does not name the build',
    expects: ['build > the expected build answers'],
    because: 'build.unnamed',
    edge: changeAnswer('gateway', { route: 'GET /version' }, () => '{"service":"gateway"}'),
  }),
  defineFault({
    name: 'build-stale',
    title: 'the build of last week still answers',
    expects: ['build > the expected build answers'],
    because: 'build.stale',
    edge: changeJson('gateway', { route: 'GET /version' }, (body) => ({ ...body, build: '0.0.1+lastweek' })),
  }),
  defineFault({
    name: 'seed-item-renamed',
    title: 'a seeded assignment has another title',
    expects: ['platform seed > the homework assignment is as it was seeded'],
    because: 'seed.differs',
    edge: changeJson('assessment', { route: 'GET /v1/assignments/00000000-0000-4000-8000-000000030001' }, (body) => ({
      ...body,
      title: 'Should homework be forbidden?',
    })),
  }),
  defineFault({
    name: 'seed-document-lost',
    title: 'a seeded essay is not there',
    expects: ['platform seed > the first essay is as it was seeded'],
    because: 'seed.differs',
    edge: answerAs('content', { route: 'GET /v1/essays/00000000-0000-4000-8000-0000000e0001' }, 404, { error: {} }),
  }),
  defineFault({
    name: 'seed-result-unfinished',
    title: 'the seeded assessment is under way again',
    expects: ['platform seed > the finished assessment is as it was seeded'],
    because: 'seed.differs',
    edge: changeJson('assessment', { route: 'GET /v1/assessments/00000000-0000-4000-8000-0000000a0001' }, (body) => ({
      ...body,
      status: 'running',
    })),
  }),
];
