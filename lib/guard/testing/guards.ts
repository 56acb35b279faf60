import { hostOf } from '../../target/hosts.js';
import { Guard } from '../guard.js';
import type { Permit } from '../permit.js';

/** What a test permits to be done to an origin: everything, but for what is stated otherwise. */
export const permitOf = (origin: URL, stated: Partial<Permit> = {}): Permit => ({
  front: hostOf(origin),
  hosts: new Set([hostOf(origin)]),
  own: new Set([hostOf(origin)]),
  stores: new Set(),
  safe: [],
  held: ['writes', 'direct', 'disruptive'],
  why: 'the test does not grant it',
  ...stated,
});

/** The guard of a test. */
export const guardOf = (origin: URL, stated: Partial<Permit> = {}): Guard => new Guard(permitOf(origin, stated));
