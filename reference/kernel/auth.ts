import type { FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import * as z from 'zod';
import { ApiError, DependencyUnavailableError, reaching } from './errors.js';
import type { Redis } from './redis.js';

export const roles = ['admin', 'teacher', 'student'] as const;
export type Role = (typeof roles)[number];

const claims = z.object({
  sub: z.uuid(),
  jti: z.string(),
  exp: z.number(),
  email: z.email(),
  name: z.string(),
  role: z.enum(roles),
  school_id: z.uuid(),
});

export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly schoolId: string;
}

export interface Session {
  readonly user: User;
  readonly tokenId: string;
  readonly expiresAt: Date;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; only on routes behind `requireUser`. */
    user: User;
    session: Session;
  }
}

export interface AuthSettings {
  readonly redis: Redis;
  readonly IDENTITY_URL: string;
  readonly JWT_ISSUER: string;
  readonly JWT_AUDIENCE: string;
}

export interface Auth {
  verifyToken(token: string): Promise<Session>;
  /** A `preHandler`: 401 without a good token, 403 with another role than the given ones (none given: any). */
  requireUser(...allowed: readonly Role[]): preHandlerAsyncHookHandler;
}

export function createAuth({ redis, IDENTITY_URL, JWT_ISSUER, JWT_AUDIENCE }: AuthSettings): Auth {
  // Keys stay usable while identity is away, so that its death does not sign everybody out.
  const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', IDENTITY_URL), {
    timeoutDuration: 1_000,
    cooldownDuration: 1_000,
    cacheMaxAge: Number.POSITIVE_INFINITY,
  });

  async function verifyToken(token: string): Promise<Session> {
    const { payload } = await jwtVerify(token, keys, {
      issuer: JWT_ISSUER,
      audience: JWT_AUDIENCE,
      algorithms: ['RS256'],
    }).catch((error: unknown) => Promise.reject(refusal(error)));
    const parsed = claims.safeParse(payload);
    if (!parsed.success) throw new ApiError(401, 'invalid_token', 'The token lacks a claim.');
    const { sub, jti, exp, email, name, role, school_id } = parsed.data;
    if (await isRevoked(redis, { id: sub, sessionId: jti }))
      throw new ApiError(401, 'token_revoked', 'The token has been revoked.');
    return {
      user: { id: sub, email, name, role, schoolId: school_id },
      tokenId: jti,
      expiresAt: new Date(exp * 1_000),
    };
  }

  return {
    verifyToken,
    requireUser:
      (...allowed) =>
      async (request) => {
        const session = await verifyToken(bearerOf(request));
        request.session = session;
        request.user = session.user;
        if (allowed.length > 0 && !allowed.includes(session.user.role)) {
          throw new ApiError(403, 'forbidden', `This needs the role ${allowed.join(' or ')}.`);
        }
      },
  };
}

export function bearerOf(request: Pick<FastifyRequest, 'headers'>): string {
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (!token) throw new ApiError(401, 'missing_token', 'A bearer token is needed.');
  return token;
}

const revokedToken = (tokenId: string) => `auth:revoked:${tokenId}`;
const removedUser = (userId: string) => `auth:removed:${userId}`;

/** Whether a session has been ended, or its user is gone. */
export async function isRevoked(redis: Redis, { id, sessionId }: { id: string; sessionId: string }): Promise<boolean> {
  return (await reaching('redis', () => redis.exists(revokedToken(sessionId), removedUser(id)))) > 0;
}

/** Makes every service refuse the tokens of this session until they would have expired anyway. */
export async function revokeSession(redis: Redis, sessionId: string, lifeSeconds: number): Promise<void> {
  await reaching('redis', () => redis.set(revokedToken(sessionId), '1', 'EX', lifeSeconds));
}

/** Makes every service refuse all tokens of a user who is gone. */
export async function revokeUser(redis: Redis, userId: string, tokenLifeSeconds: number): Promise<void> {
  await reaching('redis', () => redis.set(removedUser(userId), '1', 'EX', tokenLifeSeconds));
}

function refusal(error: unknown): ApiError {
  if (error instanceof errors.JWTExpired) return new ApiError(401, 'token_expired', 'The token has expired.');
  const keysAreMissing =
    error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError) || error.code === 'ERR_JOSE_GENERIC';
  if (keysAreMissing) return new DependencyUnavailableError('identity', error);
  return new ApiError(401, 'invalid_token', 'The token is not valid.');
}
