import * as z from 'zod';
import { pageOf, pageQuery } from '../../../kernel/paging.js';
import { typedText } from '../../../kernel/text.js';

const statuses = ['queued', 'running', 'finished', 'failed'] as const;

const MAX_ESSAYS = 50;

export const newAssessment = z.strictObject({
  title: typedText(200),
  assignmentId: z.uuid().toLowerCase().nullable().default(null),
  essayIds: z
    .array(z.uuid().toLowerCase())
    .min(2)
    .max(MAX_ESSAYS)
    .refine((ids) => new Set(ids).size === ids.length, 'must name each essay once'),
});
export type NewAssessment = z.output<typeof newAssessment>;

export const assessment = z.object({
  id: z.uuid(),
  title: z.string(),
  assignmentId: z.uuid().nullable(),
  status: z.enum(statuses),
  progress: z.object({ done: z.int().min(0), total: z.int().min(1) }),
  /** Why it failed, if it did. */
  failure: z.string().nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type Assessment = z.infer<typeof assessment>;

export const rankedEssay = z.object({
  rank: z.int().min(1),
  essayId: z.uuid(),
  title: z.string(),
  score: z.number(),
  /** A draw counts half. */
  wins: z.number().min(0),
  comparisons: z.int().min(1),
});
export type RankedEssay = z.infer<typeof rankedEssay>;

/** The ranking is there once the assessment has finished. */
export const assessmentResult = assessment.extend({ ranking: z.array(rankedEssay).optional() });
export type AssessmentResult = z.infer<typeof assessmentResult>;

export const assessmentQuery = pageQuery.extend({
  q: typedText(200).optional(),
  status: z.enum(statuses).optional(),
});
export type AssessmentQuery = z.output<typeof assessmentQuery>;

export const assessmentPage = pageOf(assessment);
