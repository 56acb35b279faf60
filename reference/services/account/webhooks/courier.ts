import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { deliveryEdge } from '../../../kernel/edge.js';
import { waitingOut } from '../../../kernel/waiting-out.js';
import type { Delivery, Outbox, Recipient } from './outbox.js';
import { type DeliveryRequest, requestFor } from './request.js';

export interface CourierParts {
  readonly outbox: Outbox;
  readonly log: FastifyBaseLogger;
  /** Attempts after which a webhook is given up. */
  readonly attempts: number;
  /** Before the second attempt; each wait after it is twice as long. */
  readonly baseMs: number;
}

export interface Courier {
  /** Delivers in the background what lies ready for a webhook: one after the other, each until it has arrived. */
  serve(recipient: Recipient): void;
  /** Takes up what an earlier process left. */
  resume(): void;
  close(): Promise<void>;
}

const REQUEST_TIMEOUT_MS = 2_000;

export function createCourier({ outbox, log, attempts, baseMs }: CourierParts): Courier {
  const closing = new AbortController();
  const { signal } = closing;
  const underWay = new Map<string, Promise<void>>();
  /** Webhooks for which something was laid ready while they were being served. */
  const again = new Set<string>();
  let resuming = Promise.resolve();

  function serve(recipient: Recipient): void {
    const { webhookId } = recipient;
    if (underWay.has(webhookId)) {
      again.add(webhookId);
      return;
    }
    const serving = deliverAll(recipient)
      .catch((error: unknown) => {
        if (!signal.aborted) log.error({ err: error, webhookId }, 'a webhook is not served');
      })
      .finally(() => {
        underWay.delete(webhookId);
        if (again.delete(webhookId) && !signal.aborted) serve(recipient);
      });
    underWay.set(webhookId, serving);
  }

  async function deliverAll(recipient: Recipient): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const delivery = await persist(() => outbox.next(recipient));
      if (delivery === undefined) return;
      await attempt(recipient, delivery);
    }
  }

  async function attempt(recipient: Recipient, delivery: Delivery): Promise<void> {
    const problem = await send(deliveryEdge(requestFor(delivery, new Date())));
    if (problem === undefined) return persist(() => outbox.delivered(recipient, delivery.id));
    const tried = delivery.attempts + 1;
    log.info({ deliveryId: delivery.id, tried, problem }, 'a delivery was not accepted');
    if (tried >= attempts) return persist(() => outbox.disable(recipient));
    await persist(() => outbox.failed(recipient, delivery.id));
    await delay(baseMs * 2 ** (tried - 1), undefined, { signal });
  }

  /** Why it did not arrive. Usually there is one request to send; a fault may drop it, or send others. */
  async function send(requests: readonly DeliveryRequest[]): Promise<string | undefined> {
    const problems = [];
    for (const request of requests) problems.push(await post(request));
    return problems.find((problem) => problem !== undefined);
  }

  async function post({ url, headers, body }: DeliveryRequest): Promise<string | undefined> {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]);
    try {
      const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: deadline });
      await response.body?.cancel();
      return response.ok ? undefined : `answered ${response.status}`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  const persist = <T>(step: () => Promise<T>): Promise<T> => waitingOut(step, { signal });

  return {
    serve,
    resume: () => {
      // On the first start of all there are no tables yet, so here every error is worth another try.
      resuming = waitingOut(outbox.unfinished, { signal, isTemporary: () => true }).then(
        (recipients) => recipients.forEach(serve),
        (error: unknown) => {
          if (!signal.aborted) log.error({ err: error }, 'what was not delivered is not taken up');
        },
      );
    },
    close: async () => {
      closing.abort();
      await resuming;
      await Promise.allSettled(underWay.values());
    },
  };
}
