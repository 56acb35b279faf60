import { defineFault } from './define.js';
import { answerAs, changeAnswer } from './edge-answers.js';

const services = ['identity', 'content', 'assessment', 'notifier', 'account'] as const;

/** Refusals that nobody can read. */
export default [
  defineFault({
    name: 'services-out-of-reach',
    title: 'the gateway finds no way to what its routes do not name',
    expects: services.map(
      (name) => `service ${name} > what stands before it reaches it: an unknown route is refused as JSON`,
    ),
    because: 'http\\.status.*seen 502',
    edge: changeAnswer(
      'gateway',
      { route: 'GET /services/:name/firstlight-knows-no-such-route', status: 404 },
      (_payload, reply) => {
        void reply.status(502).removeHeader('content-length').type('text/html');
        return '<h1>502 Bad Gateway</h1>';
      },
    ),
  }),
  defineFault({
    name: 'refusal-of-strangers-vague',
    title: 'whoever has no token is refused with a word',
    expects: ['refusals > whoever may not see something is told so as errors are told'],
    because: 'exposure\\.refusal.*401 with JSON of another shape',
    edge: answerAs('identity', { route: 'GET /v1/me', status: 401 }, 401, { message: 'no' }),
  }),
  defineFault({
    name: 'refusal-of-mistakes-traced',
    title: 'a body that is wrong is refused with a stack trace',
    expects: ['refusals > what is wrong with a request is told as errors are told'],
    because: 'exposure\\.trace',
    edge: answerAs('assessment', { route: 'POST /v1/assignments', status: 422 }, 422, {
      error: {
        code: 'validation_failed',
        message: 'title: too short',
        stack: 'Error: title\n    at parse (/srv/kernel/errors.js:52:9)',
      },
    }),
  }),
];
