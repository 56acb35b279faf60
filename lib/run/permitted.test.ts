import { expect, test } from 'vitest';
import { permittedIn } from './permitted.js';
import { readConfiguration } from './configuration.js';
import { ROOT } from './root.js';

const everywhere = { path: '/shop/.env', values: { SMOKE_GRANTS: 'writes' } };
const chosen = { path: '/shop/.env.production', values: { SMOKE_GRANTS: 'direct' } };

test('what is permitted stands in the real environment, or in the file of this environment', () => {
  expect(permittedIn({ real: { SMOKE_GRANTS: 'writes,direct' }, files: [chosen] })).toEqual(['writes', 'direct']);
  expect(permittedIn({ real: {}, files: [chosen, everywhere] })).toEqual(['direct']);
});

test('the file for all environments permits nothing', () => {
  expect(permittedIn({ real: {}, files: [everywhere] })).toEqual([]);
});

test('a misspelt grant is a problem, once, whether the target reads it or not', async () => {
  for (const told of [
    { SMOKE_TARGET: 'staging', SMOKE_ORIGIN: 'https://staging.shop.example' },
    { SMOKE_TARGET: 'reference' },
  ]) {
    const { problems } = await readConfiguration(ROOT, { ...told, SMOKE_GRANTS: 'write' }, { beforeStart: true });
    expect(problems).toMatchObject([{ where: 'SMOKE_GRANTS', wrong: 'names no grant: "write"' }]);
  }
});
