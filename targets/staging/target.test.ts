import { describe, expect, it } from 'vitest';
import { parseTarget } from '../../lib/target/parse.js';
import definition from './target.js';

const SMALLEST = { SMOKE_ORIGIN: 'https://staging.shop.example' };

describe('the staging target', () => {
  it('needs nothing but an address', () => {
    const parsed = parseTarget(definition, SMALLEST);

    expect(parsed).toMatchObject({
      ok: true,
      target: {
        environment: 'staging',
        services: { origin: { url: new URL('https://staging.shop.example'), health: '/healthz' } },
        grants: [],
      },
    });
    expect(parsed).toHaveProperty('target.build', undefined);
  });

  it('takes every value from the environment', () => {
    const parsed = parseTarget(definition, {
      ...SMALLEST,
      SMOKE_ENV: 'canary',
      SMOKE_HEALTH_PATH: '/api/health',
      SMOKE_BUILD_PATH: '/api/about',
      SMOKE_BUILD_FIELD: 'git.commit',
      SMOKE_EXPECT_BUILD: '1f3c',
      SMOKE_GRANTS: 'writes',
    });

    expect(parsed).toMatchObject({
      target: {
        environment: 'canary',
        services: { origin: { health: '/api/health' } },
        build: { path: '/api/about', field: 'git.commit', expect: '1f3c' },
        grants: ['writes'],
      },
    });
  });

  it('names all that is wrong at once', () => {
    const parsed = parseTarget(definition, { SMOKE_HEALTH_PATH: 'healthz', SMOKE_GRANTS: 'reads' });

    expect(parsed).toEqual({
      ok: false,
      problems: [
        { where: 'SMOKE_GRANTS', wrong: 'names no grant: "reads"', example: expect.stringContaining('writes') },
        { where: 'SMOKE_HEALTH_PATH', wrong: 'must begin with a slash: "healthz"', example: expect.any(String) },
        { where: 'SMOKE_ORIGIN', wrong: 'is not set', example: expect.any(String) },
      ],
    });
  });
});
