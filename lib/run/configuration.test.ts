import { describe, expect, it } from 'vitest';
import { readConfiguration } from './configuration.js';
import { ROOT } from './root.js';

const STAGING = { SMOKE_TARGET: 'staging', SMOKE_ORIGIN: 'https://staging.shop.example' };

describe('a build that is expected', () => {
  it('is a problem when the target does not say where its build is told', async () => {
    const { problems, target } = await readConfiguration(ROOT, { ...STAGING, SMOKE_EXPECT_BUILD: '1f3c' });

    expect(problems).toEqual([
      {
        where: 'SMOKE_EXPECT_BUILD',
        wrong: 'is set, but the target does not say where its build is told',
        example: 'SMOKE_BUILD_PATH=/version',
      },
    ]);
    expect(target).toBeUndefined();
  });

  it('is none when it does', async () => {
    const told = { ...STAGING, SMOKE_EXPECT_BUILD: '1f3c', SMOKE_BUILD_PATH: '/version' };

    const { problems, target } = await readConfiguration(ROOT, told);

    expect(problems).toEqual([]);
    expect(target?.build).toMatchObject({ path: '/version', expect: '1f3c' });
  });
});
