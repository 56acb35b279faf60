import * as z from 'zod';
import { pageOf, pageQuery } from '../../../kernel/paging.js';
import { typedText } from '../../../kernel/text.js';

const statuses = ['open', 'closed'] as const;
const sorts = ['createdAt', '-createdAt', 'title'] as const;

const refusal = z.object({
  code: z.string(),
  message: z.string(),
  details: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});

const title = typedText(200);
const prompt = typedText(5_000);
const dueAt = z.iso.datetime({ offset: true });

export const newAssignment = z.strictObject({ title, prompt, dueAt: dueAt.nullable().default(null) });
export type NewAssignment = z.output<typeof newAssignment>;

export const assignmentChange = z
  .strictObject({ title, prompt, status: z.enum(statuses), dueAt: dueAt.nullable() })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'Name at least one field to change.');
export type AssignmentChange = z.output<typeof assignmentChange>;

export const assignment = z.object({
  id: z.uuid(),
  title: z.string(),
  prompt: z.string(),
  status: z.enum(statuses),
  dueAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Assignment = z.infer<typeof assignment>;

export const assignmentQuery = pageQuery.extend({
  q: typedText(200).optional(),
  status: z.enum(statuses).optional(),
  sort: z.enum(sorts).default('-createdAt'),
});
export type AssignmentQuery = z.output<typeof assignmentQuery>;

export const assignmentPage = pageOf(assignment);

const MOST_AT_ONCE = 100;

/** Each is judged by itself: one that is wrong does not keep the others out. */
export const newAssignments = z.strictObject({ items: z.array(z.unknown()).min(1).max(MOST_AT_ONCE) });

export const createdAssignments = z.object({
  results: z.array(
    z.object({
      status: z.union([z.literal(201), z.literal(409), z.literal(422)]),
      assignment: assignment.optional(),
      error: refusal.optional(),
    }),
  ),
});
export type CreatedAssignments = z.infer<typeof createdAssignments>;
