import { defineFault } from './define.js';
import { answerAs, answerInstead, changeFile, changeJson } from './edge-answers.js';

const names = ['sign in', 'assignments', 'essays', 'essay', 'assessments', 'assessment'];

const ILLEGIBLE = 'body *:not(dialog, dialog *) { color: #c8c8c8 !important; background: #ffffff !important; }';

/** What a page is given says `An example` for each name but the one by which its check knows that it has loaded. */
const SHOW_EXAMPLES = `globalThis.fetch = ((ask) => async (...asked) => {
  const answer = await ask(...asked);
  const text = await answer.text();
  return new Response(text.replaceAll(/"(title|filename)":"(?!Should homework)[^"]*"/g, '"$1":"An example"'), answer);
})(fetch);`;

/** What can become of the pages. */
export default [
  defineFault({
    name: 'wrong-password-unsaid',
    title: 'whoever types a wrong password is told that the platform is out of order',
    expects: ['sign-in page > a wrong password shows an error'],
    because: 'the refusal of a wrong password: expected visible',
    edge: answerAs('gateway', { route: 'POST /session', status: 401 }, 503, { error: { code: 'unavailable' } }),
  }),
  defineFault({
    name: 'session-lost-on-reload',
    title: 'a reload ends at the sign-in page',
    expects: ['sign-in page > the session survives a reload'],
    because: 'somebody is signed in: expected visible',
    edge: answerInstead(
      'gateway',
      // A browser asks so when a person reloads.
      { route: 'GET /assignments', when: ({ headers }) => headers['cache-control'] === 'max-age=0' },
      (reply) => reply.redirect('/sign-in'),
    ),
  }),
  defineFault({
    name: 'sign-in-script-missing',
    title: 'the sign-in page has lost its script, so that nobody gets in through it',
    expects: [
      'sign-in page > a member signs in and sees the first page',
      'sign-in page > a wrong password shows an error',
      'sign-in page > the session survives a reload',
      'sign-in page > signing out ends the session',
      ...names.map((name) => `pages > ${name} shows no console error and no failed asset`),
      ...names.slice(1).map((name) => `accessibility > ${name} has no serious violation`),
      'upload page > an uploaded document appears in the list and reads back',
      'result page > a result follows its progress live and equals the API',
      'result page > a forbidden account cannot open a result',
    ],
    because: 'expected visible|Timeout|no healthy page says',
    edge: answerInstead('gateway', { route: 'GET /assets/scripts/pages/sign-in.js' }, (reply) =>
      reply.status(404).header('cache-control', 'no-store').send('not here'),
    ),
  }),
  defineFault({
    name: 'session-not-ended',
    title: 'signing out leaves the session as it is',
    expects: ['sign-in page > signing out ends the session'],
    because: 'the form to sign in: expected visible',
    edge: answerInstead('gateway', { route: 'DELETE /session' }, (reply) => reply.status(204).send()),
  }),
  defineFault({
    name: 'picture-missing',
    title: 'the logo is not there',
    expects: names.map((name) => `pages > ${name} shows no console error and no failed asset`),
    because: 'no healthy page says: .*saw .*logo',
    edge: answerInstead('gateway', { route: 'GET /assets/images/logo.svg' }, (reply) =>
      reply.status(404).header('cache-control', 'no-store').send('not here'),
    ),
  }),
  defineFault({
    name: 'page-complains',
    title: 'the list of assessments works, and its script reports an error to the console',
    expects: ['pages > assessments shows no console error and no failed asset'],
    because: 'no healthy page says: .*saw .*console: the feed was not understood',
    edge: changeFile(
      'gateway',
      { route: 'GET /assets/scripts/pages/assessments.js', status: 200 },
      // At its beginning: at its end it would wait for what the page waits for, and come after who looks has gone.
      (script) => `console.error('the feed was not understood');\n${script}`,
    ),
  }),
  defineFault({
    name: 'uploads-unlisted',
    title: 'the list of essays is always empty',
    expects: [
      'upload page > an uploaded document appears in the list and reads back',
      'pages > essays shows no console error and no failed asset',
      'pages > essays is given what it asks the API for',
      'pages > essays shows what the API says',
      'uploads > a document of another tenant is in no list',
    ],
    because: 'Timeout|the new document in the list: expected visible|what the owner finds',
    edge: answerAs('content', { route: 'GET /v1/essays', status: 200, when: ({ url }) => !url.includes('ids=') }, 200, {
      items: [],
      total: 0,
      page: 1,
      pageSize: 20,
    }),
  }),
  defineFault({
    name: 'page-data-fails',
    title: 'pages that offer the assignments are not given them, and go on without a word',
    expects: ['essays', 'essay', 'assessments'].flatMap((name) => [
      `pages > ${name} is given what it asks the API for`,
      `pages > ${name} shows no console error and no failed asset`,
    ]),
    because: 'GET /v1/assignments answers 2xx to the page|answered 500: GET .*/v1/assignments',
    edge: answerInstead(
      'assessment',
      { route: 'GET /v1/assignments', when: ({ url }) => url.includes('sort=title') && url.includes('pageSize=100') },
      (reply) => reply.status(500).send({ error: { code: 'internal', message: 'Something went wrong.' } }),
    ),
  }),
  defineFault({
    name: 'page-not-found-shown',
    title: 'the sign-in page is there, and answered as if it were not',
    expects: [
      'pages > sign in is given what it asks the API for',
      'pages > sign in shows no console error and no failed asset',
    ],
    because: 'GET /sign-in answers 2xx to the page|answered 404: GET .*/sign-in',
    edge: answerAs('gateway', { route: 'GET /sign-in', status: 200 }, 404),
  }),
  defineFault({
    name: 'page-data-misshapen',
    title: 'an assessment says in a number why it has failed',
    expects: ['pages > assessment is given what it asks the API for', 'routes > what they answer fits its schema'],
    because: 'contract\\.shape.*/failure must be',
    edge: changeJson('assessment', { route: 'GET /v1/assessments/:id', status: 200 }, (body) => ({
      ...body,
      failure: 7,
    })),
  }),
  defineFault({
    name: 'page-list-misshapen',
    title: 'an assignment says in words when it was changed last',
    expects: ['pages > assignments is given what it asks the API for', 'routes > what they answer fits its schema'],
    because: 'contract\\.shape.*/updatedAt must match',
    edge: changeJson(
      'assessment',
      { route: 'GET /v1/assignments', status: 200, when: ({ url }) => !url.includes('sort=title') },
      (body) => ({
        ...body,
        items: [body['items']].flat().map((item) => ({ ...Object(item), updatedAt: 'yesterday' })),
      }),
    ),
  }),
  defineFault({
    name: 'page-shows-examples',
    title: 'pages show examples in place of what there is',
    expects: names.slice(1).map((name) => `pages > ${name} shows what the API says`),
    because: 'the page, which the API says has',
    edge: changeFile(
      'gateway',
      {
        route: 'GET /assets/scripts/pages/:page',
        status: 200,
        when: ({ url }) => /(?:assessment|essay|s)\.js$/.test(url),
      },
      (script) => `${SHOW_EXAMPLES}\n${script}`,
    ),
  }),
  defineFault({
    name: 'page-slow',
    title: 'the sign-in page comes after more than a second',
    expects: [],
    warns: ['pages > sign in is given what it asks the API for'],
    because: 'page\\.first-byte.*page\\.largest-paint',
    edge: answerInstead('gateway', { route: 'GET /sign-in' }, () => new Promise((settle) => setTimeout(settle, 1_100))),
  }),
  defineFault({
    name: 'text-illegible',
    title: 'the text has hardly more colour than what it stands on',
    expects: names.map((name) => `accessibility > ${name} has no serious violation`),
    because: 'violations of level serious',
    edge: answerInstead('gateway', { route: 'GET /assets/styles/lists.css' }, (reply) =>
      reply.status(200).header('cache-control', 'no-store').type('text/css').send(ILLEGIBLE),
    ),
  }),
  defineFault({
    name: 'field-unlabelled',
    title: 'the field that sorts the assignments does not say what it is',
    expects: ['accessibility > assignments has no serious violation'],
    because: 'select-name',
    edge: changeFile('gateway', { route: 'GET /assignments', status: 200 }, (page) =>
      page.replace('<label for="sort">Sort by</label>', ''),
    ),
  }),
];
