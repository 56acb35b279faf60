import { defineFault } from './define.js';
import { answerAs, changeJson, listIn } from './edge-answers.js';

const SEEDED = '00000000-0000-4000-8000-0000000a0001';
const route = 'GET /v1/assessments/:id';

/** What can become of a result. */
export default [
  defineFault({
    name: 'ranking-reversed',
    title: 'the weakest essay is shown as the strongest',
    expects: ['results > finished is in its known order'],
    because: 'seed.differs',
    edge: changeJson('assessment', { route: `GET /v1/assessments/${SEEDED}`, status: 200 }, (body) => ({
      ...body,
      ranking: listIn(body['ranking']).toReversed(),
    })),
  }),
  defineFault({
    name: 'judging-never-ends',
    title: 'no assessment is ever finished',
    expects: ['results > a begun result comes to its end in time'],
    because: 'comes to its end: not within|Test timeout',
    edge: changeJson(
      'assessment',
      { route, status: 200, when: ({ url }) => !url.includes(SEEDED) },
      ({ ranking: _ranking, ...body }) => ({ ...body, status: 'running' }),
    ),
  }),
  defineFault({
    name: 'results-open-to-students',
    title: 'students see the results',
    expects: [
      'results > a role without permission cannot read a result',
      'result page > a forbidden account cannot open a result',
    ],
    because: 'answered 200, expected 403|the refusal: expected visible',
    edge: answerAs('assessment', { route, status: 403 }, 200, { id: SEEDED, status: 'finished' }),
  }),
  defineFault({
    name: 'results-shown-to-strangers',
    title: 'schools see the results of other schools',
    expects: [
      'results > a result of another tenant is not shown',
      'results > a result that was just begun is not shown to another tenant',
    ],
    because: 'answered 200, expected 404',
    edge: answerAs('assessment', { route, status: 404 }, 200, { id: SEEDED, status: 'finished' }),
  }),
];
