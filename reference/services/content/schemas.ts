import * as z from 'zod';
import { pageOf, pageQuery } from '../../kernel/paging.js';
import { typedText } from '../../kernel/text.js';

export const contentTypes = ['text/plain', 'text/markdown'] as const;
export const MAX_FILE_BYTES = 1_048_576;

export const uploadFields = z.object({
  title: typedText(200),
  // Assignments belong to another service, so this is a reference by id and no more.
  assignmentId: z.uuid().nullable().default(null),
});

export const essay = z.object({
  id: z.uuid(),
  title: z.string(),
  filename: z.string(),
  contentType: z.enum(contentTypes),
  size: z.int().positive(),
  checksum: z.string().regex(/^[0-9a-f]{64}$/),
  words: z.int().min(0),
  assignmentId: z.uuid().nullable(),
  ownerId: z.uuid(),
  schoolId: z.uuid(),
  createdAt: z.iso.datetime(),
});
export type Essay = z.infer<typeof essay>;

const MAX_IDS = 50;

export const essayQuery = pageQuery.extend({
  q: typedText(200).optional(),
  assignmentId: z.uuid().optional(),
  /** Only these, separated by commas. */
  ids: z
    .string()
    .transform((list) => list.split(','))
    .pipe(z.array(z.uuid()).max(MAX_IDS))
    .optional(),
});
export type EssayQuery = z.output<typeof essayQuery>;

export const essayPage = pageOf(essay);
