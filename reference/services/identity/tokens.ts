import { randomUUID } from 'node:crypto';
import {
  type JWTPayload,
  SignJWT,
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  importPKCS8,
  jwtVerify,
} from 'jose';
import * as z from 'zod';
import type { User } from '../../kernel/auth.js';
import { type KeySet, type TokenAnswer, keySet } from './schemas.js';

export interface TokenSettings {
  readonly JWT_PRIVATE_KEY: string;
  readonly JWT_ISSUER: string;
  readonly JWT_AUDIENCE: string;
  readonly TOKEN_SECONDS: number;
  readonly REFRESH_SECONDS: number;
}

/** Whom a refresh token was given to. */
export interface Refreshing {
  readonly userId: string;
  readonly schoolId: string;
  readonly sessionId: string;
}

export interface TokenIssuer {
  readonly publicKeys: KeySet;
  /** Tokens of one session; of a new one unless it is named. */
  issue(user: User, sessionId?: string): Promise<TokenAnswer>;
  /** Reads a refresh token; undefined for one that is none of ours, or too old. */
  readRefresh(token: string): Promise<Refreshing | undefined>;
}

const refreshClaims = z.object({ sub: z.uuid(), jti: z.uuid(), school_id: z.uuid() });

export async function createTokenIssuer(settings: TokenSettings): Promise<TokenIssuer> {
  const key = await importPKCS8(settings.JWT_PRIVATE_KEY, 'RS256', { extractable: true });
  const jwk = await exportJWK(key);
  const kid = await calculateJwkThumbprint(jwk);
  // The schema leaves out the private part of the key.
  const publicKeys = keySet.parse({ keys: [{ ...jwk, kid, alg: 'RS256', use: 'sig' }] });
  // No service takes it for a token of its own.
  const refreshAudience = `${settings.JWT_AUDIENCE}/refresh`;
  const sign = (claims: JWTPayload, { id, sessionId, audience, seconds }: Signed): Promise<string> =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
      .setSubject(id)
      .setJti(sessionId)
      .setIssuer(settings.JWT_ISSUER)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${seconds} s`)
      .sign(key);
  return {
    publicKeys,
    issue: async (user, sessionId = randomUUID()) => {
      const { id, email, name, role, schoolId } = user;
      const seconds = settings.TOKEN_SECONDS;
      const [access_token, refresh_token] = await Promise.all([
        sign({ email, name, role, school_id: schoolId }, { id, sessionId, audience: settings.JWT_AUDIENCE, seconds }),
        sign({ school_id: schoolId }, { id, sessionId, audience: refreshAudience, seconds: settings.REFRESH_SECONDS }),
      ]);
      return {
        access_token,
        refresh_token,
        token_type: 'Bearer',
        expires_in: seconds,
        user: { id, email, name, role, schoolId },
      };
    },
    readRefresh: async (token) => {
      const verified = await jwtVerify(token, createLocalJWKSet(publicKeys), {
        issuer: settings.JWT_ISSUER,
        audience: refreshAudience,
        algorithms: ['RS256'],
      }).catch(() => undefined);
      const claims = refreshClaims.safeParse(verified?.payload);
      return claims.success
        ? { userId: claims.data.sub, schoolId: claims.data.school_id, sessionId: claims.data.jti }
        : undefined;
    },
  };
}

interface Signed {
  readonly id: string;
  readonly sessionId: string;
  readonly audience: string;
  readonly seconds: number;
}
