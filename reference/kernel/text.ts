import * as z from 'zod';

/** Words that a person typed: not blank, and without the one character that PostgreSQL cannot store. */
export function typedText(maxLength: number): z.ZodString {
  return z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .refine((text) => !text.includes('\0'), 'must not hold a NUL character');
}
