import type { Role } from '../kernel/auth.js';
import { seedId } from './ids.js';
import { seedEmails, type SeedPasswords } from './options.js';

export const schools = {
  harbourStreet: { id: seedId('school', 1), name: 'Harbour Street School', join_code: 'HARBOUR-7431' },
  northfield: { id: seedId('school', 2), name: 'Northfield Academy', join_code: 'NORTHFIELD-2208' },
  quayside: { id: seedId('school', 3), name: 'Quayside Sixth Form', join_code: 'QUAYSIDE-5096' },
} as const;
export type SchoolKey = keyof typeof schools;

export interface Person {
  readonly id: string;
  readonly school: SchoolKey;
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  /** Whose password the start prints. Nobody signs in as the others, who are there so that a school has people. */
  readonly account?: keyof SeedPasswords;
}

const harbour = (name: string) => ({ school: 'harbourStreet', name, email: emailOf(name, 'harbour-street') }) as const;
const northfield = (name: string) => ({ school: 'northfield', name, email: emailOf(name, 'northfield') }) as const;

export const people = [
  { ...harbour('Ruth Adeyemi'), id: seedId('user', 1), role: 'admin', account: 'admin', email: seedEmails.admin },
  { ...harbour('Maya Okafor'), id: seedId('user', 2), role: 'teacher', account: 'member', email: seedEmails.member },
  { ...harbour('Tom Ellery'), id: seedId('user', 3), role: 'teacher' },
  {
    ...harbour('Jonas Lind'),
    id: seedId('user', 4),
    role: 'student',
    account: 'forbidden',
    email: seedEmails.forbidden,
  },
  { ...harbour('Amara Bell'), id: seedId('user', 5), role: 'student' },
  { ...harbour('Callum Frost'), id: seedId('user', 6), role: 'student' },
  { ...harbour('Leila Haddad'), id: seedId('user', 7), role: 'student' },
  { ...northfield('Edwin Marsh'), id: seedId('user', 8), role: 'admin' },
  {
    ...northfield('Priya Raman'),
    id: seedId('user', 9),
    role: 'teacher',
    account: 'otherTenant',
    email: seedEmails.otherTenant,
  },
  { ...northfield('Nia Pascoe'), id: seedId('user', 10), role: 'student' },
  { ...northfield('Oskar Lund'), id: seedId('user', 11), role: 'student' },
  {
    id: seedId('user', 12),
    school: 'quayside',
    role: 'admin',
    name: 'Hana Petrov',
    email: seedEmails.subscriber,
    account: 'subscriber',
  },
] as const satisfies readonly Person[];

export function teacherOf(school: SchoolKey): Person {
  return firstOf(people.filter((person) => person.school === school && person.role === 'teacher'));
}

export function studentsOf(school: SchoolKey): readonly Person[] {
  return people.filter((person) => person.school === school && person.role === 'student');
}

function firstOf<T>(items: readonly T[]): T {
  const [first] = items;
  if (first === undefined) throw new Error('A seeded school has no teacher.');
  return first;
}

function emailOf(name: string, school: string): string {
  return `${name.toLowerCase().replaceAll(' ', '.')}@${school}.example`;
}
