import type { FastifyInstance } from 'fastify';
import { type Auth, isRevoked, revokeSession, revokeUser } from '../../kernel/auth.js';
import type { Database } from '../../kernel/database.js';
import { ApiError, notFound, parse } from '../../kernel/errors.js';
import { pathId } from '../../kernel/path-id.js';
import type { Redis } from '../../kernel/redis.js';
import { createAccount, findByCredentials, findProfile, listUsers, removeAccount } from './accounts.js';
import type { createLockOut } from './lock-out.js';
import { credentials, refreshing, registration, userQuery } from './schemas.js';
import type { TokenIssuer } from './tokens.js';

export interface IdentityParts {
  readonly auth: Auth;
  readonly database: Database;
  readonly redis: Redis;
  readonly tokens: TokenIssuer;
  /** How long what was given out may be used to get more. */
  readonly refreshSeconds: number;
  readonly lockOut: ReturnType<typeof createLockOut>;
}

export function registerIdentity(
  app: FastifyInstance,
  { auth, database, redis, tokens, refreshSeconds, lockOut }: IdentityParts,
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
    await lockOut.admit(email);
    try {
      const user = await findByCredentials(database, email, password);
      await lockOut.succeeded(email);
      return await tokens.issue(user);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) await lockOut.failed(email);
      throw error;
    }
  });

  app.post('/v1/auth/refresh', async (request) => {
    const refused = new ApiError(401, 'invalid_token', 'The refresh token is not valid.');
    const known = await tokens.readRefresh(parse(refreshing, request.body).refresh_token);
    if (known === undefined || (await isRevoked(redis, { id: known.userId, sessionId: known.sessionId })))
      throw refused;
    const profile = await findProfile(database, { id: known.userId, schoolId: known.schoolId });
    if (profile === undefined) throw refused;
    const { schoolName: _, ...user } = profile;
    return tokens.issue(user, known.sessionId);
  });

  app.post('/v1/auth/logout', { preHandler: auth.requireUser() }, async (request, reply) => {
    await revokeSession(redis, request.session.tokenId, refreshSeconds);
    return reply.status(204).send();
  });

  app.get('/v1/me', { preHandler: auth.requireUser() }, async (request) => {
    const profile = await findProfile(database, request.user);
    if (!profile) throw new ApiError(401, 'token_revoked', 'The account has been removed.');
    return profile;
  });

  app.delete('/v1/me', { preHandler: auth.requireUser() }, async (request, reply) => {
    await removeAccount(database, request.user);
    await revokeUser(redis, request.user.id, refreshSeconds);
    return reply.status(204).send();
  });

  app.get('/v1/users', { preHandler: auth.requireUser('admin') }, async (request) =>
    listUsers(database, request.user.schoolId, parse(userQuery, request.query)),
  );

  app.delete('/v1/users/:id', { preHandler: auth.requireUser('admin') }, async (request, reply) => {
    const user = { id: pathId(request, 'user'), schoolId: request.user.schoolId };
    if (!(await removeAccount(database, user))) throw notFound('user');
    await revokeUser(redis, user.id, refreshSeconds);
    return reply.status(204).send();
  });
}
