import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Announcement, EdgeHooks, FeedClient, UpgradeVerdict } from '../faults/define.js';
import type { DeliveryRequest } from '../services/account/webhooks/request.js';
import type { EventEnvelope } from './events.js';
import { obeyFaults } from './fault-orders.js';
import type { ServiceName } from './names.js';

// One service a process, so the hooks in force are the process's own. Empty unless the supervisor switches a fault on.
let hooks: readonly EdgeHooks[] = [];

/** Puts the hooks of the active faults in force. */
export function listenForFaults(service: ServiceName): void {
  obeyFaults((faults) => {
    hooks = faults.flatMap((fault) => ('edge' in fault && fault.edge.service === service ? [fault.edge] : []));
  });
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

/** Where events are published: usually the one announcement given. */
export const eventEdge = (announcement: Announcement): readonly Announcement[] =>
  hooks.reduce<readonly Announcement[]>(
    (announcements, hook) => announcements.flatMap((each) => hook.announced?.(each) ?? [each]),
    [announcement],
  );

/** Where deliveries leave for webhooks: usually the one request given. */
export const deliveryEdge = (request: DeliveryRequest): readonly DeliveryRequest[] =>
  hooks.reduce<readonly DeliveryRequest[]>(
    (requests, hook) => requests.flatMap((each) => hook.deliver?.(each) ?? [each]),
    [request],
  );
