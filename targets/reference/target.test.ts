import { describe, expect, it } from 'vitest';
import { parseTarget } from '../../lib/target/parse.js';
import definition from './target.js';

/** What the file that the started platform writes holds. */
const provided = {
  SMOKE_ORIGIN: 'http://127.0.0.1:4001',
  SMOKE_PLAIN_ORIGIN: 'http://127.0.0.1:4007',
  SMOKE_IDENTITY_URL: 'http://127.0.0.1:4002',
  SMOKE_CONTENT_URL: 'http://127.0.0.1:4003',
  SMOKE_ASSESSMENT_URL: 'http://127.0.0.1:4004',
  SMOKE_NOTIFIER_URL: 'http://127.0.0.1:4005',
  SMOKE_ACCOUNT_URL: 'http://127.0.0.1:4008',
  SMOKE_DATABASE_URL: 'postgres://reader:made-up-word@127.0.0.1:4012/platform',
  SMOKE_REDIS_URL: 'redis://:made-up-word@127.0.0.1:4013',
  SMOKE_STORAGE_URL: 'http://127.0.0.1:4014',
  SMOKE_STORAGE_BUCKET: 'essays',
  SMOKE_STORAGE_ACCESS_KEY: 'made-up-key',
  SMOKE_STORAGE_SECRET_KEY: 'made-up-secret',
  ...person('MEMBER'),
  ...person('FORBIDDEN'),
  ...person('OTHER_TENANT'),
  ...person('ADMIN'),
  ...person('SUBSCRIBER'),
};

function person(role: string): Readonly<Record<string, string>> {
  return { [`SMOKE_${role}_EMAIL`]: `${role}@example.com`, [`SMOKE_${role}_PASSWORD`]: `made-up-${role}` };
}

describe('the reference target', () => {
  it('parses from what its platform provides', () => {
    const parsed = parseTarget(definition, provided);

    expect(parsed).toMatchObject({ ok: true, target: { origin: new URL('http://127.0.0.1:4001') } });
  });

  it('names its own platform at the port that the environment gives', () => {
    const parsed = parseTarget(definition, { ...provided, REFERENCE_PORT: '4000' });

    expect(parsed).toMatchObject({ target: { start: { ready: new URL('http://127.0.0.1:4000/ready') } } });
  });

  it('lacks, before the start, only what the start will provide', () => {
    expect(parseTarget(definition, {}, { beforeStart: true })).toEqual({ ok: false, problems: [] });
  });

  it('names everything that nobody has provided', () => {
    const parsed = parseTarget(definition, {});

    const missing = parsed.ok ? [] : parsed.problems.map(({ where }) => where);
    expect(missing.toSorted()).toEqual(
      Object.keys(provided)
        .filter((name) => name !== 'SMOKE_ORIGIN')
        .toSorted(),
    );
  });

  it('has every service of its graph behind the gateway', () => {
    const parsed = parseTarget(definition, provided);

    const gateway = parsed.ok ? parsed.target.nodes.find(({ name }) => name === 'gateway') : undefined;
    expect(gateway).toMatchObject({
      via: null,
      critical: true,
      dependsOn: ['identity', 'content', 'assessment', 'notifier', 'account'],
    });
  });
});
