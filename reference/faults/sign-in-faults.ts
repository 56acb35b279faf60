import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { defineFault } from './define.js';
import { answerAs } from './edge-answers.js';

const claims = z.object({ exp: z.number(), aud: z.string() });

/** What the token of a request claims, whoever signed it. */
function claimsOf(request: FastifyRequest): z.infer<typeof claims> | undefined {
  const payload = request.headers.authorization?.split('.')[1];
  if (payload === undefined) return undefined;
  const parsed = claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  return parsed.data;
}

const isExpired = (request: FastifyRequest): boolean => (claimsOf(request)?.exp ?? Infinity) * 1_000 < Date.now();
const isForeign = (request: FastifyRequest): boolean => claimsOf(request)?.aud === 'another-platform';

const somebody = { id: '00000000-0000-4000-8000-000000020002', name: 'Somebody' };
const me = { route: 'GET /v1/me', status: 401 } as const;

/** Doors that are open, or closed, to the wrong people. */
export default [
  defineFault({
    name: 'sign-in-useless',
    title: 'a token opens nothing',
    expects: [
      'sign-in > a member signs in with the right password',
      'sign-in > a refresh token gives a token that opens',
      'sign-in > a token opens nothing after its session was signed out',
      'registration > whoever registers is let in as the target says',
      'routes > every declared route that only reads is there',
    ],
    because: 'answered 500, expected 200|http\\.status.*seen 500',
    edge: answerAs('identity', { route: 'GET /v1/me', status: 200 }, 500, { error: { code: 'internal' } }),
  }),
  defineFault({
    name: 'sign-in-crashes',
    title: 'nobody can sign in',
    expects: ['sign-in > a member signs in with the right password'],
    because: 'POST .*/v1/auth/login answered 500',
    edge: answerAs('identity', { route: 'POST /v1/auth/login' }, 500, { error: { code: 'internal' } }),
  }),
  defineFault({
    name: 'wrong-password-admitted',
    title: 'any password opens the door',
    expects: ['sign-in > a wrong password is refused', 'registration > whoever guesses passwords is locked out'],
    because: 'answered 200, expected 401',
    edge: answerAs('identity', { route: 'POST /v1/auth/login', status: 401 }, 200, { access_token: 'of.no.use' }),
  }),
  defineFault({
    name: 'anonymous-admitted',
    title: 'nobody needs a token',
    expects: ['sign-in > a request without a token is refused'],
    because: 'answered 200, expected 401',
    edge: answerAs('identity', { ...me, when: ({ headers }) => headers.authorization === undefined }, 200, somebody),
  }),
  defineFault({
    name: 'altered-token-admitted',
    title: 'signatures are not looked at',
    expects: [
      'sign-in > an altered token is refused',
      'session > a token without a signature is refused',
      'session > a token that another key has signed is refused',
      'sign-in > a token opens nothing after its session was signed out',
    ],
    because: 'answered 200, expected 401',
    edge: answerAs(
      'identity',
      { ...me, when: (request) => claimsOf(request) !== undefined && !isExpired(request) && !isForeign(request) },
      200,
      somebody,
    ),
  }),
  defineFault({
    name: 'expired-token-admitted',
    title: 'tokens never expire',
    expects: ['sign-in > an expired token is refused'],
    because: 'answered 200, expected 401',
    edge: answerAs('identity', { ...me, when: isExpired }, 200, somebody),
  }),
  defineFault({
    name: 'foreign-audience-admitted',
    title: 'tokens for another platform are good here',
    expects: ['sign-in > a token for another audience is refused'],
    because: 'answered 200, expected 401',
    edge: answerAs('identity', { ...me, when: isForeign }, 200, somebody),
  }),
  defineFault({
    name: 'admin-shut-out',
    title: 'nobody may list the users',
    expects: ['sign-in > a restricted route admits the right role', 'routes > what they answer fits its schema'],
    because: 'answered 403, expected 200|contract\\.shape',
    edge: answerAs('identity', { route: 'GET /v1/users', status: 200 }, 403, { error: { code: 'forbidden' } }),
  }),
  defineFault({
    name: 'roles-ignored',
    title: 'everybody may list the users',
    expects: ['sign-in > a restricted route refuses the wrong role'],
    because: 'answered 200, expected 403',
    edge: answerAs('identity', { route: 'GET /v1/users', status: 403 }, 200, { items: [], total: 0 }),
  }),
];
