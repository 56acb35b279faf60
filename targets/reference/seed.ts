import type { TargetDefinition } from '../../lib/target/define.js';

const ASSESSMENT = '00000000-0000-4000-8000-0000000a0001';
const ASSIGNMENT = '00000000-0000-4000-8000-000000030001';
const ESSAY = '00000000-0000-4000-8000-0000000e0001';

/** The school of the account `member`. */
export const memberSchool = '00000000-0000-4000-8000-000000010001';

/** What one joins it with. */
export const schoolCode = 'HARBOUR-7431';

/** The assessment that the platform is born with: its essays' titles, best first. */
export const seededAssessment = {
  id: ASSESSMENT,
  path: `/v1/assessments/${ASSESSMENT}`,
  account: 'member',
  select: (body) =>
    Array.isArray(body['ranking'])
      ? body['ranking'].map((entry: { readonly title?: unknown }) => entry.title)
      : undefined,
  expected: [
    'An hour that belongs to nobody',
    'The case for choosing',
    'Keep it, but less of it',
    'Homework should stay',
    'Homework and fairness',
    'My opinion about homework',
    'Homework is bad',
    'Homework',
  ],
} as const satisfies NonNullable<
  NonNullable<NonNullable<TargetDefinition['capabilities']>['results']>['known']
>[string];

/** Questions that a freshly seeded platform answers so. */
export const seededQuestions: NonNullable<TargetDefinition['seed']> = {
  'the homework assignment': {
    path: `/v1/assignments/${ASSIGNMENT}`,
    account: 'member',
    select: (body) => body['title'],
    expected: 'Should homework be optional?',
  },
  'the first essay': {
    path: `/v1/essays/${ESSAY}`,
    account: 'member',
    select: (body) => [body['title'], body['checksum']],
    expected: ['An hour that belongs to nobody', '6b06633e9ad49dedb26acf68fe9cc0274c4b6cafc545328502173489bce5fd66'],
  },
  'the finished assessment': {
    path: `/v1/assessments/${ASSESSMENT}`,
    account: 'member',
    select: (body) => body['status'],
    expected: 'finished',
  },
};
