import { createHmac, timingSafeEqual } from 'node:crypto';

/** A request that a listener got. */
export interface Delivered {
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** What a signature says. */
export interface Signed {
  /** Whether who knows the secret has signed exactly this. */
  readonly genuine: boolean;
  /** When it was signed, where the signature says so. */
  readonly at?: Date;
}

/** Reads and verifies the signature of a delivery. */
export type Signature = (delivery: Delivered, secret: string) => Signed;

/** `t=<seconds>,v1=<hex>` over `<seconds>.<body>`, as Stripe has it. */
export const signedWithTime =
  (header: string): Signature =>
  ({ headers, body }, secret) => {
    const parts = (headers.get(header) ?? '').split(',').map((part) => part.trim().split('='));
    const seconds = parts.find(([key]) => key === 't')?.[1] ?? '';
    const genuine = parts.some(([key, hex = '']) => key === 'v1' && equals(hmac(secret, [`${seconds}.`, body]), hex));
    return { genuine, ...timeIn(seconds) };
  };

/** `<prefix><hex>` over the body, as GitHub has it: `signedBody('x-hub-signature-256', 'sha256=')`. */
export const signedBody =
  (header: string, prefix = ''): Signature =>
  ({ headers, body }, secret) => ({ genuine: equals(`${prefix}${hmac(secret, [body])}`, headers.get(header) ?? '') });

/**
 * `webhook-id`, `webhook-timestamp` and `webhook-signature`, over all three parts
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
 */
export const standardWebhook =
  (): Signature =>
  ({ headers, body }, secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    const seconds = headers.get('webhook-timestamp') ?? '';
    const signature = hmac(key, [`${headers.get('webhook-id') ?? ''}.${seconds}.`, body], 'base64');
    const given = (headers.get('webhook-signature') ?? '').split(' ');
    return { genuine: given.some((each) => equals(`v1,${signature}`, each)), ...timeIn(seconds) };
  };

function hmac(
  key: string | Uint8Array,
  parts: readonly (string | Uint8Array)[],
  encoding: 'hex' | 'base64' = 'hex',
): string {
  const digest = createHmac('sha256', key);
  for (const part of parts) digest.update(part);
  return digest.digest(encoding);
}

function equals(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const timeIn = (seconds: string): { at?: Date } =>
  /^\d{1,12}$/.test(seconds) ? { at: new Date(Number(seconds) * 1_000) } : {};
