import * as z from 'zod';
import { pageOf, pageQuery } from '../../kernel/paging.js';

/** How many essays a school may keep on each plan; as many as it likes on the large one. */
export const essayLimits = { trial: 2, standard: 5_000, large: null } as const;

const planName = z.enum(['trial', 'standard', 'large']);
export type PlanName = z.infer<typeof planName>;

export const plan = z.object({
  plan: planName,
  limits: z.object({ essays: z.int().nullable() }),
});
export type Plan = z.infer<typeof plan>;

export const planChange = z.object({ plan: planName });

export const usageQuery = pageQuery.extend({
  /** Only what concerns this essay or assessment. */
  subject: z.uuid().optional(),
});
export type UsageQuery = z.output<typeof usageQuery>;

export const meters = ['essays', 'assessments'] as const;

const usage = z.object({ meter: z.enum(meters), subject: z.uuid(), at: z.iso.datetime() });
export type Usage = z.infer<typeof usage>;

export const usagePage = pageOf(usage);

/** What one can be told of by a webhook. */
export const eventTypes = ['content.uploaded', 'assessment.finished', 'assessment.failed'] as const;

/** The platform runs on one machine, and never sends anything elsewhere. */
const onLoopback = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .refine((text) => ['127.0.0.1', '[::1]', 'localhost'].includes(new URL(text).hostname), 'must be on loopback');

export const newWebhook = z.object({
  url: onLoopback,
  eventTypes: z.array(z.enum(eventTypes)).min(1).max(eventTypes.length),
});
export type NewWebhook = z.infer<typeof newWebhook>;

export const webhook = z.object({
  id: z.uuid(),
  url: z.string(),
  eventTypes: z.array(z.enum(eventTypes)),
  disabledAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type Webhook = z.infer<typeof webhook>;

/** The only answer that holds the secret. */
export const createdWebhook = webhook.extend({ secret: z.string() });
export type CreatedWebhook = z.infer<typeof createdWebhook>;

export const webhookPage = pageOf(webhook);
