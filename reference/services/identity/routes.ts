import type { FastifyInstance } from 'fastify';
import { type Auth, revokeToken, revokeUser } from '../../kernel/auth.js';
import type { Database } from '../../kernel/database.js';
import { ApiError, parse } from '../../kernel/errors.js';
import { pageQuery } from '../../kernel/paging.js';
import type { Redis } from '../../kernel/redis.js';
import { createAccount, findByCredentials, findProfile, listUsers, removeAccount } from './accounts.js';
import { credentials, registration } from './schemas.js';
import type { TokenIssuer } from './tokens.js';

export interface IdentityParts {
  readonly auth: Auth;
  readonly database: Database;
  readonly redis: Redis;
  readonly tokens: TokenIssuer;
  readonly tokenSeconds: number;
}

export function registerIdentity(
  app: FastifyInstance,
  { auth, database, redis, tokens, tokenSeconds }: IdentityParts,
): void {
  app.get('/.well-known/jwks.json', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=60').send(tokens.publicKeys),
  );

  app.post('/v1/auth/register', async (request, reply) => {
    const user = await createAccount(database, parse(registration, request.body));
    return reply.status(201).send(await tokens.issue(user));
  });

  app.post('/v1/auth/login', async (request) => {
    const { email, password } = parse(credentials, request.body);
    return tokens.issue(await findByCredentials(database, email, password));
  });

  app.post('/v1/auth/logout', { preHandler: auth.requireUser() }, async (request, reply) => {
    await revokeToken(redis, request.session);
    return reply.status(204).send();
  });

  app.get('/v1/me', { preHandler: auth.requireUser() }, async (request) => {
    const profile = await findProfile(database, request.user);
    if (!profile) throw new ApiError(401, 'token_revoked', 'The account has been removed.');
    return profile;
  });

  app.delete('/v1/me', { preHandler: auth.requireUser() }, async (request, reply) => {
    await removeAccount(database, request.user);
    await revokeUser(redis, request.user.id, tokenSeconds);
    return reply.status(204).send();
  });

  app.get('/v1/users', { preHandler: auth.requireUser('admin') }, async (request) =>
    listUsers(database, request.user.schoolId, parse(pageQuery, request.query)),
  );
}
