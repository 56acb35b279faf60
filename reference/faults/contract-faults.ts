import { defineFault } from './define.js';
import { changeAnswer, changeJson, json } from './edge-answers.js';

const noSuchRoute = (correlationId: string) => ({
  error: { code: 'not_found', message: 'There is no such route.', correlationId },
});

/** Promises to those who call the API that are not kept. */
export default [
  defineFault({
    name: 'route-gone',
    title: 'one essay cannot be asked for any more',
    expects: ['routes > every declared route that only reads is there'],
    because: 'route\\.gone.*GET /v1/essays/\\{id\\} is there',
    edge: changeAnswer('gateway', { route: 'GET /v1/essays/:id' }, (_payload, reply, { id }) => {
      void reply.status(404);
      return json(reply, noSuchRoute(id));
    }),
  }),
  defineFault({
    name: 'answer-of-another-shape',
    title: 'the name of a school is a number',
    expects: ['routes > what they answer fits its schema'],
    because: 'contract\\.shape.*/schoolName must be string',
    edge: changeJson('identity', { route: 'GET /v1/me', status: 200 }, (body) => ({ ...body, schoolName: 7 })),
  }),
  defineFault({
    name: 'method-gone',
    title: 'nobody can remove an account',
    expects: ['routes > every declared route that changes something is there'],
    because: 'route\\.gone.*DELETE /v1/me is there',
    edge: changeAnswer('gateway', { route: 'DELETE /v1/me' }, (_payload, reply, { id }) => {
      void reply.status(405).header('allow', 'GET');
      return json(reply, noSuchRoute(id));
    }),
  }),
];
