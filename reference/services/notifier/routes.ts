import type { FastifyInstance } from 'fastify';
import type { Auth } from '../../kernel/auth.js';
import { ApiError } from '../../kernel/errors.js';
import type { EventEnvelope } from '../../kernel/events.js';
import { type Admission, admit, tokenOf } from './admission.js';
import { Client } from './client.js';
import { limitLifetime } from './lifetime.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who was let in; only on the feed. */
    admission: Admission;
  }
}

export interface FeedParts {
  readonly auth: Auth;
  readonly ownOrigins: readonly string[];
  readonly heartbeatMs: number;
}

/** Serves the feed; returns what to call with each event. */
export function registerFeed(app: FastifyInstance, { auth, ownOrigins, heartbeatMs }: FeedParts) {
  const clients = new Set<Client>();

  app.decorateRequest('admission');
  app.route({
    method: 'GET',
    url: '/ws',
    preValidation: async (request) => {
      request.admission = await admit(request, auth, ownOrigins);
    },
    handler: async (_request, reply) => {
      reply.header('upgrade', 'websocket');
      throw new ApiError(426, 'upgrade_required', 'This address speaks WebSocket only.');
    },
    wsHandler: (socket, request) => {
      const { user, expiresAt } = request.admission;
      const client = new Client(user, socket);
      clients.add(client);
      socket.on('message', (data, isBinary) =>
        client.receive(Buffer.isBuffer(data) && !isBinary ? data.toString() : ''),
      );
      socket.on('close', () => clients.delete(client));
      limitLifetime(socket, { expiresAt, heartbeatMs, isSignedIn: () => isSignedIn(auth, request) });
      client.welcome();
    },
  });

  return (event: EventEnvelope): void => {
    for (const client of clients) client.deliver(event);
  };
}

async function isSignedIn(auth: Auth, request: Parameters<typeof tokenOf>[0]): Promise<boolean> {
  try {
    await auth.verifyToken(tokenOf(request));
    return true;
  } catch (error) {
    // Only a refusal signs anybody out, not a look-up that could not be made.
    return !(error instanceof ApiError && error.status === 401);
  }
}
