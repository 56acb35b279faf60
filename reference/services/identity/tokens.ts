import { randomUUID } from 'node:crypto';
import { SignJWT, calculateJwkThumbprint, exportJWK, importPKCS8 } from 'jose';
import type { User } from '../../kernel/auth.js';
import { type KeySet, type TokenAnswer, keySet } from './schemas.js';

export interface TokenSettings {
  readonly JWT_PRIVATE_KEY: string;
  readonly JWT_ISSUER: string;
  readonly JWT_AUDIENCE: string;
  readonly TOKEN_SECONDS: number;
}

export interface TokenIssuer {
  readonly publicKeys: KeySet;
  issue(user: User): Promise<TokenAnswer>;
}

export async function createTokenIssuer(settings: TokenSettings): Promise<TokenIssuer> {
  const key = await importPKCS8(settings.JWT_PRIVATE_KEY, 'RS256', { extractable: true });
  const jwk = await exportJWK(key);
  const kid = await calculateJwkThumbprint(jwk);
  return {
    // The schema leaves out the private part of the key.
    publicKeys: keySet.parse({ keys: [{ ...jwk, kid, alg: 'RS256', use: 'sig' }] }),
    issue: async (user) => {
      const { id, email, name, role, schoolId } = user;
      const access_token = await new SignJWT({ email, name, role, school_id: schoolId })
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
        .setSubject(id)
        .setJti(randomUUID())
        .setIssuer(settings.JWT_ISSUER)
        .setAudience(settings.JWT_AUDIENCE)
        .setIssuedAt()
        .setExpirationTime(`${settings.TOKEN_SECONDS} s`)
        .sign(key);
      return {
        access_token,
        token_type: 'Bearer',
        expires_in: settings.TOKEN_SECONDS,
        user: { id, email, name, role, schoolId },
      };
    },
  };
}
