import { seedId } from './ids.js';
import type { SchoolKey } from './people.js';

export interface SeedAssignment {
  readonly id: string;
  readonly school: SchoolKey;
  readonly title: string;
  readonly prompt: string;
  readonly status: 'open' | 'closed';
  readonly due_at: string | null;
  readonly created_at: string;
}

export const assignments = {
  homework: {
    id: seedId('assignment', 1),
    school: 'harbourStreet',
    title: 'Should homework be optional?',
    prompt:
      'Some schools no longer insist on homework. Should homework be optional? Argue your case, and answer those who disagree.',
    status: 'closed',
    due_at: '2025-10-03T15:00:00Z',
    created_at: '2025-09-15T08:30:00Z',
  },
  place: {
    id: seedId('assignment', 2),
    school: 'harbourStreet',
    title: 'A place that changed me',
    prompt:
      'Write about a place that changed you. Describe it so that a stranger could see it, and explain what is different about you now.',
    status: 'open',
    due_at: null,
    created_at: '2025-10-06T08:30:00Z',
  },
  object: {
    id: seedId('assignment', 3),
    school: 'harbourStreet',
    title: 'The story of one object',
    prompt: 'Choose an object at home that is older than you. Tell its story, and say who might own it after you.',
    status: 'open',
    due_at: null,
    created_at: '2025-10-20T08:30:00Z',
  },
  letter: {
    id: seedId('assignment', 4),
    school: 'harbourStreet',
    title: 'A letter to the council',
    prompt: 'Write a letter that persuades the council to change one thing about your street.',
    status: 'open',
    due_at: null,
    created_at: '2025-11-03T08:30:00Z',
  },
  review: {
    id: seedId('assignment', 5),
    school: 'harbourStreet',
    title: 'A book worth lending',
    prompt: 'Review a book for somebody who thinks that they do not like reading. Be honest about its faults.',
    status: 'open',
    due_at: null,
    created_at: '2025-11-17T08:30:00Z',
  },
  uniform: {
    id: seedId('assignment', 6),
    school: 'harbourStreet',
    title: 'Does uniform make us equal?',
    prompt: 'Does school uniform hide the differences between pupils, or only move them? Discuss both sides.',
    status: 'closed',
    due_at: '2025-06-20T15:00:00Z',
    created_at: '2025-06-02T08:30:00Z',
  },
  silence: {
    id: seedId('assignment', 7),
    school: 'harbourStreet',
    title: 'Ten minutes of silence',
    prompt:
      'Sit somewhere for ten minutes without speaking. Describe everything that you hear, in the order you hear it.',
    status: 'closed',
    due_at: '2025-05-09T15:00:00Z',
    created_at: '2025-04-28T08:30:00Z',
  },
  progress: {
    id: seedId('assignment', 8),
    school: 'northfield',
    title: 'Is progress always good?',
    prompt: 'Is progress always good? Discuss who gains from change and who pays for it.',
    status: 'open',
    due_at: null,
    created_at: '2025-10-13T09:00:00Z',
  },
  rule: {
    id: seedId('assignment', 9),
    school: 'northfield',
    title: 'A rule I would change',
    prompt: 'Choose a rule at school or at home. Explain what it is for, and argue for a better one.',
    status: 'open',
    due_at: null,
    created_at: '2025-11-10T09:00:00Z',
  },
  journey: {
    id: seedId('assignment', 10),
    school: 'northfield',
    title: 'The journey to school',
    prompt: 'Describe your journey to school so that a reader could draw it.',
    status: 'closed',
    due_at: '2025-05-16T15:00:00Z',
    created_at: '2025-05-06T09:00:00Z',
  },
} as const satisfies Record<string, SeedAssignment>;
export type AssignmentKey = keyof typeof assignments;
