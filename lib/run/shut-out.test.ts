import { expect, test } from 'vitest';
import type { Role } from '../target/accounts.js';
import { shutOut } from './shut-out.js';

const refused = (...roles: readonly Role[]) =>
  roles.map((role) => ({ role, by: 'api' as const, reason: `${role} cannot sign in` }));

test.each([
  ['goes on when nobody was refused', refused(), undefined],
  ['goes on after one refusal, which may have been bad luck', refused('member'), undefined],
  ['goes on when it needs others than those who were refused', refused('admin', 'forbidden'), undefined],
  ['is held back when its account was refused twice', refused('member', 'member'), 'member cannot sign in'],
  ['is held back when its account was refused as others were', refused('admin', 'member'), 'member cannot sign in'],
])('a check %s', (_, refusals, reason) => {
  expect(shutOut(['otherTenant', 'member'], refusals)?.reason).toBe(reason);
});

test('who is shut out of the API may be let in by a page', () => {
  expect(shutOut(['member'], refused('member', 'member'), 'page')).toBeUndefined();
});
