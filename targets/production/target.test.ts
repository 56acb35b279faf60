import { expect, test } from 'vitest';
import { decideGrants } from '../../lib/target/grants.js';
import { parseTarget } from '../../lib/target/parse.js';
import definition from './target.js';

test('the production target holds nothing that was not permitted for production', () => {
  const parsed = parseTarget(definition, { SMOKE_ORIGIN: 'https://www.shop.example', SMOKE_GRANTS: 'writes' });
  const target = parsed.ok ? parsed.target : undefined;
  const instance = { loopback: false, answered: undefined, named: undefined, strangers: [] };

  expect(target).toMatchObject({ name: 'production', environment: 'production', grants: ['writes'] });
  expect(decideGrants(target?.grants ?? [], { ...instance, environments: ['production'], permitted: [] }).held).toEqual(
    [],
  );
});
