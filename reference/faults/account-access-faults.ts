import { defineFault } from './define.js';
import { answerAs, answerInstead } from './edge-answers.js';

/** Accounts that come into being, are guessed at, and are left. */
export default [
  defineFault({
    name: 'newcomers-shut-out',
    title: 'who has just registered opens nothing',
    expects: ['registration > whoever registers is let in as the target says'],
    because: 'answered 403, expected 200',
    edge: answerAs(
      'identity',
      { route: 'GET /v1/me', status: 200, when: ({ user }) => user.email.startsWith('smoke-') },
      403,
      { error: { code: 'forbidden' } },
    ),
  }),
  defineFault({
    name: 'address-given-twice',
    title: 'two accounts may have one address',
    expects: ['registration > an address that has an account is refused'],
    because: 'answered 201, expected 409',
    edge: answerAs('identity', { route: 'POST /v1/auth/register', status: 409 }, 201, { user: {} }),
  }),
  defineFault({
    name: 'guessing-unhindered',
    title: 'passwords may be guessed for ever',
    expects: [
      'registration > whoever guesses passwords is locked out',
      'registration > whoever was locked out is let in again in time',
    ],
    because: 'answered 200, expected 429',
    restart: { service: 'identity', env: { LOCK_OUT_AFTER: '1000' } },
  }),
  defineFault({
    name: 'lock-out-for-good',
    title: 'whoever was locked out stays so for an hour',
    expects: ['registration > whoever was locked out is let in again in time'],
    because: 'the right password is right again: not within',
    restart: { service: 'identity', env: { LOCK_OUT_SECONDS: '3600' } },
  }),
  defineFault({
    name: 'refresh-useless',
    title: 'what a refresh token gives opens nothing',
    expects: ['sign-in > a refresh token gives a token that opens'],
    because: 'answered 401, expected 200',
    edge: answerAs('identity', { route: 'POST /v1/auth/refresh', status: 200 }, 200, { access_token: 'of.no.use' }),
  }),
  defineFault({
    name: 'any-refresh-token-admitted',
    title: 'refresh tokens are not looked at',
    expects: [
      'sign-in > an altered refresh token is refused',
      'sign-in > a session that was signed out is not renewed',
    ],
    because: 'answered 200, expected 401',
    edge: answerAs('identity', { route: 'POST /v1/auth/refresh', status: 401 }, 200, { access_token: 'of.no.use' }),
  }),
  defineFault({
    name: 'sign-out-forgotten',
    title: 'signing out is acknowledged, and ends nothing',
    expects: [
      'sign-in > a token opens nothing after its session was signed out',
      'sign-in > a session that was signed out is not renewed',
    ],
    because: 'answered 200, expected 401',
    edge: answerInstead('identity', { route: 'POST /v1/auth/logout' }, (reply) => reply.status(204).send()),
  }),
];
