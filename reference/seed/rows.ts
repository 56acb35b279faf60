import { assignments } from './assignments.js';
import type { SeedEssay } from './essays.js';
import { finishedAssessment, judgeFinishedAssessment } from './finished-assessment.js';
import type { SeedPasswords } from './options.js';
import { people, type Person, type SchoolKey, schools, teacherOf } from './people.js';

export type Row = Readonly<Record<string, unknown>>;
export type PasswordHashes = Readonly<Record<keyof SeedPasswords | 'nobody', string>>;

export const CONTENT_TYPE = 'text/markdown';

export function storageKeyOf(essay: SeedEssay): string {
  return `${schools[essay.school].id}/${essay.id}`;
}

/** One school's rows by table, in an order in which they can be inserted. */
export function rowsOf(school: SchoolKey, all: readonly SeedEssay[], hashes: PasswordHashes): Map<string, Row[]> {
  const essays = all.filter((essay) => essay.school === school);
  return new Map([
    ['identity.schools', [schools[school]]],
    ['account.subscriptions', [{ school_id: schools[school].id, plan: 'standard' }]],
    ['identity.users', people.filter((person) => person.school === school).map((person) => userRow(person, hashes))],
    ['assessment.assignments', assignmentRows(school)],
    ['content.essays', essays.map(essayRow)],
    ...(finishedAssessment.assignment.school === school ? assessmentRows(all) : []),
  ]);
}

function userRow({ school, account, ...person }: Person, hashes: PasswordHashes): Row {
  return {
    ...person,
    school_id: schools[school].id,
    password_hash: hashes[account ?? 'nobody'],
    created_at: '2025-09-01T08:00:00Z',
  };
}

function assignmentRows(key: SchoolKey): Row[] {
  return Object.values(assignments)
    .filter(({ school }) => school === key)
    .map(({ school, ...assignment }) => ({
      ...assignment,
      school_id: schools[school].id,
      created_by: teacherOf(school).id,
      updated_at: assignment.created_at,
    }));
}

function essayRow(essay: SeedEssay): Row {
  return {
    id: essay.id,
    school_id: schools[essay.school].id,
    owner_id: essay.ownerId,
    assignment_id: essay.assignmentId,
    title: essay.title,
    filename: essay.filename,
    content_type: CONTENT_TYPE,
    size_bytes: essay.bytes.length,
    checksum: essay.checksum,
    words: essay.words,
    storage_key: storageKeyOf(essay),
    created_at: essay.createdAt,
  };
}

function assessmentRows(all: readonly SeedEssay[]): [string, Row[]][] {
  const { id, title, assignment, createdAt, finishedAt } = finishedAssessment;
  const { essays, ranking, comparisons } = judgeFinishedAssessment(all);
  const school_id = schools[assignment.school].id;
  const assessment = {
    id,
    school_id,
    created_by: teacherOf(assignment.school).id,
    assignment_id: assignment.id,
    title,
    status: 'finished',
    progress_done: comparisons,
    progress_total: comparisons,
    created_at: createdAt,
    finished_at: finishedAt,
  };
  const entries = ranking.map(({ essayId, ...ranked }) => {
    const essay = essays.get(essayId);
    return {
      ...ranked,
      assessment_id: id,
      essay_id: essayId,
      school_id,
      title: essay?.title,
      judged_text: essay?.text,
    };
  });
  return [
    ['assessment.assessments', [assessment]],
    ['assessment.entries', entries],
  ];
}
