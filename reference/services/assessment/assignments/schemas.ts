import * as z from 'zod';
import { pageOf, pageQuery } from '../../../kernel/paging.js';
import { typedText } from '../../../kernel/text.js';

const statuses = ['open', 'closed'] as const;
const sorts = ['createdAt', '-createdAt', 'title'] as const;

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
