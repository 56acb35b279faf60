import * as z from 'zod';
import { roles } from '../../kernel/auth.js';
import { pageOf, pageQuery } from '../../kernel/paging.js';
import { typedText } from '../../kernel/text.js';

const email = z.email().max(254);

export const registration = z.object({
  email,
  password: z.string().min(8).max(200),
  name: typedText(120),
  role: z.enum(['teacher', 'student']),
  schoolCode: typedText(40),
});

// No rule about the form of a password here: the answer to a wrong one is that it is wrong.
export const credentials = z.object({ email, password: z.string().min(1).max(200) });

export const refreshing = z.object({ refresh_token: z.string().min(1).max(4_000) });

export const user = z.object({
  id: z.uuid(),
  email,
  name: z.string(),
  role: z.enum(roles),
  schoolId: z.uuid(),
});

export const profile = user.extend({ schoolName: z.string() });
export type Profile = z.infer<typeof profile>;

export const userPage = pageOf(user);

export const userQuery = pageQuery.extend({
  /** A part of the address. */
  q: typedText(254).optional(),
});
export type UserQuery = z.output<typeof userQuery>;

export const tokenAnswer = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.int(),
  user,
});
export type TokenAnswer = z.infer<typeof tokenAnswer>;

export const keySet = z.object({
  keys: z.array(
    z.object({
      kty: z.literal('RSA'),
      kid: z.string(),
      alg: z.literal('RS256'),
      use: z.literal('sig'),
      n: z.string(),
      e: z.string(),
    }),
  ),
});
export type KeySet = z.infer<typeof keySet>;
