import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import type { EdgeHooks, FeedClient, UpgradeVerdict } from '../faults/define.js';
import type { DeliveryRequest } from '../services/account/webhooks/request.js';
import type { EventEnvelope } from './events.js';
import type { ServiceName } from './names.js';

const switchMessage = z.object({ type: z.literal('faults'), active: z.array(z.string()) });

// One service a process, so the hooks in force are the process's own. Empty unless the supervisor switches a fault on.
let hooks: readonly EdgeHooks[] = [];

/** Obeys the supervisor: puts the hooks of the active faults in force, then acknowledges. */
export function listenForFaults(service: ServiceName): void {
  process.on('message', (message) => {
    const parsed = switchMessage.safeParse(message);
    if (parsed.success) void apply(service, parsed.data.active);
  });
}

async function apply(service: ServiceName, active: readonly string[]): Promise<void> {
  hooks = active.length === 0 ? [] : await hooksOf(service, active);
  process.send?.({ type: 'faults-applied', active });
}

async function hooksOf(service: ServiceName, active: readonly string[]): Promise<readonly EdgeHooks[]> {
  const { loadFaults } = await import('../faults/registry.js');
  const faults = (await loadFaults()).filter((fault) => active.includes(fault.name));
  return faults.flatMap((fault) => ('edge' in fault && fault.edge.service === service ? [fault.edge] : []));
}

/** The HTTP edge: before anything else sees a request, and after everything else has made its answer. */
export function registerEdge(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    for (const hook of hooks) await hook.onRequest?.(request, reply);
  });
  app.addHook('onSend', async (request, reply, payload) => {
    let changed: unknown = payload;
    for (const hook of hooks) if (hook.onSend) changed = await hook.onSend(request, reply, changed);
    return changed;
  });
}

/** The notifier's edge: who may connect, who may see an event, and what leaves for a client. */
export const feedEdge = {
  upgrade: (verdict: UpgradeVerdict, request: IncomingMessage): UpgradeVerdict =>
    hooks.reduce((seen, hook) => hook.upgrade?.(seen, request) ?? seen, verdict),

  audience: (allowed: boolean, event: EventEnvelope, client: FeedClient): boolean =>
    hooks.reduce((seen, hook) => hook.audience?.(seen, event, client) ?? seen, allowed),

  /** Usually the one message given; a fault may drop, change, repeat or hold it back. */
  outgoing: (message: object, client: FeedClient): readonly object[] =>
    hooks.reduce<readonly object[]>(
      (messages, hook) => messages.flatMap((each) => hook.outgoing?.(each, client) ?? [each]),
      [message],
    ),
};

/** Where deliveries leave for webhooks: usually the one request given. */
export const deliveryEdge = (request: DeliveryRequest): readonly DeliveryRequest[] =>
  hooks.reduce<readonly DeliveryRequest[]>(
    (requests, hook) => requests.flatMap((each) => hook.deliver?.(each) ?? [each]),
    [request],
  );
