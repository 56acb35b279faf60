import { generateKeyPair, randomBytes, randomUUID, sign } from 'node:crypto';
import { promisify } from 'node:util';
import type { SeedPasswords } from '../seed/options.js';
import type { DatabaseRole } from './database.js';

/** Everything secret about one run of the platform; made at its start, never reused. */
export interface Secrets {
  readonly superuser: string;
  readonly roles: Readonly<Record<DatabaseRole, string>>;
  readonly redis: string;
  readonly storageAccessKey: string;
  readonly storageSecretKey: string;
  readonly accounts: SeedPasswords;
  /** PEM, PKCS 8. */
  readonly signingKey: string;
}

const secret = () => randomBytes(18).toString('base64url');

export async function createSecrets(): Promise<Secrets> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return {
    superuser: secret(),
    roles: {
      platform_owner: secret(),
      platform_checks: secret(),
      identity_app: secret(),
      content_app: secret(),
      assessment_app: secret(),
      account_app: secret(),
    },
    redis: secret(),
    storageAccessKey: secret(),
    storageSecretKey: secret(),
    accounts: { member: secret(), forbidden: secret(), otherTenant: secret(), admin: secret(), subscriber: secret() },
    signingKey: privateKey,
  };
}

export interface TokenFacts {
  readonly issuer: string;
  readonly audience: string;
  readonly expiresAt: Date;
}

/** A token with a good signature, to show that services refuse it for another reason. */
export function signToken(signingKey: string, { issuer, audience, expiresAt }: TokenFacts): string {
  const exp = Math.floor(expiresAt.getTime() / 1_000);
  const header = { alg: 'RS256', typ: 'JWT' };
  const payload = {
    iss: issuer,
    aud: audience,
    iat: exp - 3_600,
    exp,
    jti: randomUUID(),
    sub: '00000000-0000-4000-8000-000000000000',
    email: 'nobody@harbour-street.example',
    name: 'Nobody',
    role: 'teacher',
    school_id: '00000000-0000-4000-8000-000000000000',
  };
  const signed = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${sign('sha256', Buffer.from(signed), signingKey).toString('base64url')}`;
}
