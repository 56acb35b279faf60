import { seatPanel } from '../services/assessment/judge/judge.js';
import { roundRobin } from '../services/assessment/judge/pairing.js';
import { compareAll, rank, type Ranked } from '../services/assessment/judge/rank.js';
import { assignments } from './assignments.js';
import type { SeedEssay } from './essays.js';
import { seedId } from './ids.js';

/** The assessment that a new platform already has, of all essays handed in for one assignment. */
export const finishedAssessment = {
  id: seedId('assessment', 1),
  title: 'Homework essays, autumn',
  assignment: assignments.homework,
  createdAt: '2025-10-06T07:45:00Z',
  finishedAt: '2025-10-06T07:45:02Z',
} as const;

export interface FinishedAssessment {
  readonly essays: ReadonlyMap<string, SeedEssay>;
  readonly comparisons: number;
  readonly ranking: readonly Ranked[];
}

/** Judges the assessment as the assessment service would. */
export function judgeFinishedAssessment(all: readonly SeedEssay[]): FinishedAssessment {
  const judged = all.filter((essay) => essay.assignmentId === finishedAssessment.assignment.id);
  const panel = seatPanel(finishedAssessment.assignment.prompt, new Map(judged.map((essay) => [essay.id, essay.text])));
  const comparisons = compareAll(panel, roundRobin(judged.map((essay) => essay.id)).flat());
  return {
    essays: new Map(judged.map((essay) => [essay.id, essay])),
    comparisons: comparisons.length,
    ranking: rank(comparisons),
  };
}
