import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { defineFault, type EdgeHooks } from './define.js';
import { answerAs, answerInstead, changeAnswer } from './edge-answers.js';

/** Hooks that change headers of all that the gateway answers. */
const changeHeaders = (change: (reply: FastifyReply, request: FastifyRequest) => void): EdgeHooks => ({
  service: 'gateway',
  onSend: (request, reply, payload) => {
    change(reply, request);
    return payload;
  },
});

const header = z.looseObject({ alg: z.string(), jwk: z.unknown().optional() });

/** What the header of a request's token says, whoever signed it. */
function headerOf(request: FastifyRequest): z.infer<typeof header> | undefined {
  const text = /^Bearer ([^.]+)\./.exec(request.headers.authorization ?? '')?.[1];
  return text === undefined ? undefined : header.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString())).data;
}

const me = { route: 'GET /v1/me', status: 401 } as const;
const somebody = { id: '00000000-0000-4000-8000-000000020002', name: 'Somebody' };

/** The tokens of those who have once been refused for asking too often. */
const shutOut = new Set<string>();

const HEADERS = ['origin > its pages carry the headers by which browsers protect people'];
const FOREIGN = ['other sites > pages of a strange origin may read nothing'];
const COOKIE = ['session > its cookie is out of reach of scripts and other sites'];
const RATE = ['rate limit > who asks too often is refused, told when to come back, and then served'];
const UNKNOWN = ['origin > an unknown route is refused as JSON, without a stack trace'];

/** What protects the platform and those who use it, taken away at its front. */
export default [
  defineFault({
    name: 'headers-lost',
    title: 'a proxy in front drops the headers that protect pages',
    expects: HEADERS,
    because: 'headers.protection',
    edge: changeHeaders((reply) => {
      for (const name of ['content-security-policy', 'x-content-type-options', 'x-frame-options', 'referrer-policy'])
        void reply.removeHeader(name);
    }),
  }),
  defineFault({
    name: 'https-not-insisted-on',
    title: 'browsers are not told to come by https only',
    expects: HEADERS,
    because: 'headers.protection.*strict-transport-security',
    edge: changeHeaders((reply) => void reply.removeHeader('strict-transport-security')),
  }),
  defineFault({
    name: 'version-told',
    title: 'the banner of a proxy names its version',
    expects: ['origin > no header tells which version of what answers'],
    because: 'headers.version',
    edge: changeHeaders((reply) => void reply.header('server', 'nginx/1.2.9').header('x-powered-by', 'Express')),
  }),
  defineFault({
    name: 'old-tls-spoken',
    title: 'https is spoken as it was in 2006',
    expects: ['origin > nothing older than TLS 1.2 is spoken'],
    because: 'tls.old-protocol',
    restart: { service: 'gateway', env: { TLS_OLDEST: 'TLSv1' } },
  }),
  defineFault({
    name: 'http-stays-http',
    title: 'who comes by http is led to another address by http',
    expects: ['origin > who comes by http is led to https'],
    because: 'redirect.https.*seen 308, to http:',
    restart: { service: 'gateway', env: { PLAIN_LEADS_TO: 'http://www.elsewhere.example' } },
  }),
  defineFault({
    name: 'foreign-pages-trusted',
    title: 'a cookie counts wherever a request comes from',
    expects: ['session > a page of another site cannot act with it'],
    because: 'csrf.admitted',
    edge: {
      service: 'gateway',
      onRequest: ({ headers }) => {
        if (headers.origin?.endsWith('.invalid')) delete headers.origin;
      },
    },
  }),
  defineFault({
    name: 'rate-unlimited',
    title: 'nobody ever asks too often',
    expects: RATE,
    because: 'rate-limit.absent',
    restart: { service: 'gateway', env: { DESCRIPTIONS_PER_SECOND: '100000' } },
  }),
  defineFault({
    name: 'retry-after-untold',
    title: 'who asks too often is not told when to come back',
    expects: RATE,
    because: 'rate-limit.retry-after',
    edge: changeHeaders((reply) => void reply.removeHeader('retry-after')),
  }),
  defineFault({
    name: 'rate-limit-sticks',
    title: 'who asked too often once is shut out for good',
    expects: RATE,
    because: 'rate-limit.stuck',
    edge: {
      service: 'gateway',
      onRequest: async ({ headers: { authorization = '' } }, reply) => {
        if (shutOut.has(authorization)) await reply.status(429).header('retry-after', '1').send({});
      },
      onSend: ({ headers: { authorization } }, reply, payload) => {
        if (reply.statusCode === 429 && authorization !== undefined) shutOut.add(authorization);
        return payload;
      },
    },
  }),
  defineFault({
    name: 'folder-listed',
    title: 'a folder shows what is in it',
    expects: ['origin > what is closed cannot be opened by anybody'],
    because: 'exposure.open',
    edge: answerInstead('gateway', { route: 'GET /assets/' }, (reply) =>
      reply.type('text/html').send('<title>Index of /assets/</title><a href="scripts/">scripts/</a>'),
    ),
  }),
  defineFault({
    name: 'refusal-shows-stack',
    title: 'an unknown route is refused with a stack trace',
    expects: UNKNOWN,
    because: 'exposure.trace',
    edge: answerAs('gateway', { route: 'GET /v1/:unknown', status: 404 }, 404, {
      error: { code: 'not_found', stack: 'Error: not found\n    at route (/srv/gateway/proxy.js:41:11)' },
    }),
  }),
  defineFault({
    name: 'refusal-is-a-page',
    title: 'a catch-all page answers unknown routes of the API',
    expects: UNKNOWN,
    because: 'exposure.refusal',
    edge: changeAnswer('gateway', { route: 'GET /v1/:unknown', status: 404 }, (_payload, reply) => {
      void reply.status(200).removeHeader('content-length').type('text/html');
      return '<title>Welcome</title>';
    }),
  }),
  defineFault({
    name: 'any-origin-admitted',
    title: 'the asking origin is given back unseen, with credentials',
    expects: FOREIGN,
    because: 'cors.credentials',
    edge: changeHeaders((reply, { headers }) => {
      if (headers.origin === undefined) return;
      void reply
        .header('access-control-allow-origin', headers.origin)
        .header('access-control-allow-credentials', 'true');
    }),
  }),
  defineFault({
    name: 'partner-refused',
    title: 'the partner has fallen off the list of origins',
    expects: ['other sites > pages of an allowed origin may ask and read'],
    because: 'cors.refused',
    edge: changeHeaders((reply, { headers }) => {
      if (headers.origin === 'https://partner.example') void reply.removeHeader('access-control-allow-origin');
    }),
  }),
  defineFault({
    name: 'cookie-within-reach',
    title: 'scripts and other sites reach the cookie of the session',
    expects: COOKIE,
    because: 'HttpOnly',
    edge: changeAnswer('gateway', { route: 'POST /session', status: 204 }, (payload, reply) => {
      const [cookie = ''] = String(reply.getHeader('set-cookie')).split(';');
      void reply.removeHeader('set-cookie').header('set-cookie', `${cookie}; Path=/`);
      return payload;
    }),
  }),
  defineFault({
    name: 'cookie-sent-unencrypted',
    title: 'the cookie of the session is sent over http as well',
    expects: COOKIE,
    because: 'Secure',
    edge: changeAnswer('gateway', { route: 'POST /session', status: 204 }, (payload, reply) => {
      const [cookie] = [reply.getHeader('set-cookie')].flat();
      void reply.removeHeader('set-cookie').header('set-cookie', String(cookie).replace('; Secure', ''));
      return payload;
    }),
  }),
  defineFault({
    name: 'unsigned-token-admitted',
    title: 'a token that says it needs no signature is believed',
    expects: ['session > a token without a signature is refused'],
    because: 'answered 200, expected 401',
    edge: answerAs('identity', { ...me, when: (request) => headerOf(request)?.alg === 'none' }, 200, somebody),
  }),
  defineFault({
    name: 'any-key-admitted',
    title: 'a token is verified with the key that it brings along',
    expects: ['session > a token that another key has signed is refused'],
    because: 'answered 200, expected 401',
    edge: answerAs('identity', { ...me, when: (request) => headerOf(request)?.jwk !== undefined }, 200, somebody),
  }),
];
