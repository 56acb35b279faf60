import * as z from 'zod';

const text = z.string().min(1);
const count = z.coerce.number().int().positive();

/** Groups of settings; a service asks for those it uses, and the supervisor provides them. */
export const settings = {
  service: {
    PORT: count,
    BUILD: text,
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  },
  database: { DATABASE_URL: z.url() },
  redis: { REDIS_URL: z.url() },
  /** How an event is treated that a handler fails on. */
  retries: { RETRY_TIMES: count.default(3), RETRY_BASE_MS: count.default(100) },
  tokens: { IDENTITY_URL: z.url(), JWT_ISSUER: text, JWT_AUDIENCE: text },
  storage: { STORAGE_URL: z.url(), STORAGE_BUCKET: text, STORAGE_ACCESS_KEY: text, STORAGE_SECRET_KEY: text },
  upstreams: {
    IDENTITY_URL: z.url(),
    CONTENT_URL: z.url(),
    ASSESSMENT_URL: z.url(),
    NOTIFIER_URL: z.url(),
    ACCOUNT_URL: z.url(),
  },
  /** Where browsers reach the platform: by http, and by https. */
  origins: { PUBLIC_ORIGIN: z.url(), SECURE_ORIGIN: z.url() },
} as const;

/** Reads the environment once, at start; a service with a bad setting does not come up. */
export function readConfig<Shape extends z.ZodRawShape>(shape: Shape) {
  const parsed = z.object(shape).safeParse(process.env);
  if (!parsed.success) throw new Error(`The configuration is wrong.\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
