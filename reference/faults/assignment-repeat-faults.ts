import { defineFault, type EdgeHooks } from './define.js';

/** A service that does not read a header. */
const deafTo = (header: string): EdgeHooks => ({
  service: 'assessment',
  onRequest: ({ headers }) => {
    delete headers[header];
  },
});

/** What can become of an assignment that is asked for twice, or changed by two. */
export default [
  defineFault({
    name: 'title-given-twice',
    title: 'two assignments may have one title',
    expects: ['resource assignments > a second item of the same name is refused'],
    because: 'answered 201, expected 409',
    sql: {
      apply: 'DROP INDEX assessment.assignments_title',
      revert: 'CREATE UNIQUE INDEX assignments_title ON assessment.assignments (school_id, lower(title))',
    },
  }),
  defineFault({
    name: 'key-not-read',
    title: 'a request that is sent again is another request',
    expects: [
      'resource assignments > a request that is sent again under its key creates nothing more',
      'resource assignments > a key that was used is refused for another request',
    ],
    because: 'answered 409, expected 201|answered 201, expected 422|the id of what the second request is about',
    edge: deafTo('idempotency-key'),
  }),
  defineFault({
    name: 'version-not-read',
    title: 'whoever changes an assignment last wins, whatever they have seen',
    expects: ['resource assignments > a change of what was changed meanwhile is refused'],
    because: 'answered 200, expected 412',
    edge: deafTo('if-match'),
  }),
];
