import { defineFault } from './define.js';
import { answerAs, answerInstead, changeAnswer } from './edge-answers.js';
import { separatedRows } from './row-security.js';

const nothing = { id: '00000000-0000-4000-8000-00000000beef', title: 'nothing' };

/** What can become of a document. */
export default [
  defineFault({
    name: 'upload-byte-changed',
    title: 'documents come back with another last byte',
    expects: ['uploads > an uploaded document can be read back byte for byte'],
    because: 'the stored bytes are the sent ones',
    edge: changeAnswer('content', { route: 'GET /v1/essays/:id/content', status: 200 }, (payload) =>
      Buffer.isBuffer(payload) ? Buffer.concat([payload.subarray(0, -1), Buffer.from('!')]) : payload,
    ),
  }),
  defineFault({
    name: 'upload-unlimited',
    title: 'documents of any size are taken',
    expects: ['uploads > a document above the limit is refused'],
    because: 'answered 201, expected 413',
    edge: answerAs('content', { route: 'POST /v1/essays', status: 413 }, 201, nothing),
  }),
  defineFault({
    name: 'upload-of-any-type',
    title: 'documents of any type are taken',
    expects: ['uploads > a document of a refused type is refused'],
    because: 'answered 201, expected 415',
    edge: answerAs('content', { route: 'POST /v1/essays', status: 415 }, 201, nothing),
  }),
  defineFault({
    name: 'upload-not-removed',
    title: 'removing a document is acknowledged, and changes nothing',
    expects: ['uploads > a document of another tenant cannot be removed'],
    because: 'answered 204, expected 404|answered 204, and it is still listed',
    edge: answerInstead(
      'content',
      { route: 'DELETE /v1/essays/:id', when: ({ headers }) => headers.authorization !== undefined },
      (reply) => reply.status(204).send(),
    ),
  }),
  defineFault({
    name: 'documents-shown-to-strangers',
    title: 'schools see the documents of other schools',
    expects: [
      'uploads > a document of another tenant is not shown',
      'uploads > a document of another tenant is in no list',
      'uploads > a document of another tenant cannot be removed',
      ...separatedRows,
    ],
    because: 'database.row-security|answered 20[04], expected 404|what a stranger finds',
    sql: {
      apply: 'ALTER TABLE content.essays DISABLE ROW LEVEL SECURITY',
      revert: 'ALTER TABLE content.essays ENABLE ROW LEVEL SECURITY',
    },
  }),
];
