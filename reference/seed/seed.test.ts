import { describe, expect, test } from 'vitest';
import { readEssays } from './essays.js';
import { judgeFinishedAssessment } from './finished-assessment.js';
import { people, schools } from './people.js';
import { rowsOf } from './rows.js';

const essays = await readEssays();
const hashes = { member: '1', forbidden: '2', otherTenant: '3', admin: '4', subscriber: '5', nobody: '6' };

describe('the finished assessment', () => {
  test('ranks the essays in the order that the target states', () => {
    const { ranking, essays: judged } = judgeFinishedAssessment(essays);
    expect(ranking.map(({ essayId }) => [essayId, judged.get(essayId)?.title])).toEqual([
      ['00000000-0000-4000-8000-0000000e0001', 'An hour that belongs to nobody'],
      ['00000000-0000-4000-8000-0000000e0008', 'The case for choosing'],
      ['00000000-0000-4000-8000-0000000e0004', 'Keep it, but less of it'],
      ['00000000-0000-4000-8000-0000000e0007', 'Homework should stay'],
      ['00000000-0000-4000-8000-0000000e0002', 'Homework and fairness'],
      ['00000000-0000-4000-8000-0000000e0005', 'My opinion about homework'],
      ['00000000-0000-4000-8000-0000000e0003', 'Homework is bad'],
      ['00000000-0000-4000-8000-0000000e0006', 'Homework'],
    ]);
  });

  test('tells every two neighbours apart', () => {
    const { ranking } = judgeFinishedAssessment(essays);
    expect(ranking.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe('the seed', () => {
  test('has two dozen essays of 150 to 350 words, each with its own title and owner', () => {
    expect(essays).toHaveLength(24);
    for (const { words, title, ownerId } of essays) {
      expect(words).toBeGreaterThanOrEqual(150);
      expect(words).toBeLessThanOrEqual(350);
      expect(title).not.toBe('');
      expect(people.find((person) => person.id === ownerId)?.role).toBe('student');
    }
    expect(new Set(essays.map(({ title }) => title)).size).toBe(24);
  });

  test('has people of every role in each school', () => {
    for (const school of ['harbourStreet', 'northfield'] as const) {
      const roles = people.filter((person) => person.school === school).map(({ role }) => role);
      expect(new Set(roles)).toEqual(new Set(['admin', 'teacher', 'student']));
    }
  });

  test('puts every row into the school that it belongs to', () => {
    for (const school of ['harbourStreet', 'northfield'] as const) {
      const { 'identity.schools': own, ...tables } = Object.fromEntries(rowsOf(school, essays, hashes));
      expect(own?.map(({ id }) => id)).toEqual([schools[school].id]);
      for (const row of Object.values(tables).flat()) expect(row['school_id']).toBe(schools[school].id);
    }
  });

  test('gives all rows of a table the same columns', () => {
    for (const rows of rowsOf('harbourStreet', essays, hashes).values()) {
      const shapes = rows.map((row) => Object.keys(row).toSorted().join());
      expect(new Set(shapes).size).toBe(1);
    }
  });
});
