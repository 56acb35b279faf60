import { writeFile } from 'node:fs/promises';
import { seedEmails } from '../seed/options.js';
import { databaseUrl } from './database.js';
import type { Home } from './home.js';
import { signToken } from './secrets.js';
import { AUDIENCE, type PlatformFacts, redisUrl, secureOrigin, serviceUrl } from './services.js';

const HOUR_MS = 3_600_000;

/** Writes what a check needs to reach this platform, readable by its owner only. */
export async function writeConnectionFile(
  { environmentFile, authority, logs }: Home,
  facts: PlatformFacts,
  instance: string,
  controlUrl: string,
): Promise<void> {
  await writeFile(authority, facts.certificates.authority);
  const values = {
    SMOKE_INSTANCE: instance,
    SMOKE_CONTROL_URL: controlUrl,
    SMOKE_PROFILE_URL: `${controlUrl}/status`,
    SMOKE_LOG_FOLDER: logs,
    SMOKE_CA: authority,
    ...addresses(facts),
    ...accounts(facts),
    ...tokens(facts),
  };
  const lines = Object.entries(values).map(([key, value]) => `${key}=${value}\n`);
  await writeFile(environmentFile, lines.join(''), { mode: 0o600 });
}

function addresses(facts: PlatformFacts): Record<string, string> {
  const { ports, secrets, storage } = facts;
  return {
    SMOKE_ORIGIN: serviceUrl(ports, 'gateway'),
    SMOKE_SECURE_ORIGIN: secureOrigin(ports),
    SMOKE_PLAIN_ORIGIN: `http://127.0.0.1:${ports.plain}`,
    SMOKE_IDENTITY_URL: serviceUrl(ports, 'identity'),
    SMOKE_CONTENT_URL: serviceUrl(ports, 'content'),
    SMOKE_ASSESSMENT_URL: serviceUrl(ports, 'assessment'),
    SMOKE_NOTIFIER_URL: serviceUrl(ports, 'notifier'),
    SMOKE_ACCOUNT_URL: serviceUrl(ports, 'account'),
    SMOKE_DATABASE_URL: databaseUrl(ports.postgres, 'platform_checks', secrets.roles.platform_checks),
    SMOKE_REDIS_URL: redisUrl(facts),
    SMOKE_STORAGE_URL: storage.url,
    SMOKE_STORAGE_BUCKET: storage.bucket,
    SMOKE_STORAGE_ACCESS_KEY: storage.accessKey,
    SMOKE_STORAGE_SECRET_KEY: storage.secretKey,
  };
}

function accounts({ secrets }: PlatformFacts): Record<string, string> {
  return {
    SMOKE_MEMBER_EMAIL: seedEmails.member,
    SMOKE_MEMBER_PASSWORD: secrets.accounts.member,
    SMOKE_FORBIDDEN_EMAIL: seedEmails.forbidden,
    SMOKE_FORBIDDEN_PASSWORD: secrets.accounts.forbidden,
    SMOKE_OTHER_TENANT_EMAIL: seedEmails.otherTenant,
    SMOKE_OTHER_TENANT_PASSWORD: secrets.accounts.otherTenant,
    SMOKE_ADMIN_EMAIL: seedEmails.admin,
    SMOKE_ADMIN_PASSWORD: secrets.accounts.admin,
    SMOKE_SUBSCRIBER_EMAIL: seedEmails.subscriber,
    SMOKE_SUBSCRIBER_PASSWORD: secrets.accounts.subscriber,
  };
}

function tokens({ ports, secrets }: PlatformFacts): Record<string, string> {
  const issuer = serviceUrl(ports, 'identity');
  const now = Date.now();
  return {
    SMOKE_EXPIRED_TOKEN: signToken(secrets.signingKey, {
      issuer,
      audience: AUDIENCE,
      expiresAt: new Date(now - HOUR_MS),
    }),
    SMOKE_WRONG_AUDIENCE_TOKEN: signToken(secrets.signingKey, {
      issuer,
      audience: 'another-platform',
      // Good for as long as a platform may reasonably stand, so that its audience is the only thing wrong with it.
      expiresAt: new Date(now + 30 * 24 * HOUR_MS),
    }),
  };
}
