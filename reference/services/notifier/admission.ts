import type { FastifyRequest } from 'fastify';
import type { UpgradeVerdict } from '../../faults/define.js';
import { type Auth, bearerOf } from '../../kernel/auth.js';
import { feedEdge } from '../../kernel/edge.js';
import { ApiError } from '../../kernel/errors.js';

export const PROTOCOL = 'notifications.v1';
const TOKEN_PREFIX = 'jwt.';

export type Admission = Extract<UpgradeVerdict, { accepted: true }>;

/** Decides whether somebody may open the feed; throws the refusal. */
export async function admit(request: FastifyRequest, auth: Auth, ownOrigins: readonly string[]): Promise<Admission> {
  const verdict = feedEdge.upgrade(await decide(request, auth, ownOrigins), request.raw);
  if (!verdict.accepted) throw new ApiError(verdict.status, verdict.code, verdict.message);
  return verdict;
}

async function decide(request: FastifyRequest, auth: Auth, ownOrigins: readonly string[]): Promise<UpgradeVerdict> {
  // Browsers always send it, and let any page open a WebSocket to anywhere; other programs have none.
  const { origin } = request.headers;
  if (origin !== undefined && !ownOrigins.includes(origin)) {
    return refused(new ApiError(403, 'foreign_origin', 'This page may not open the feed.'));
  }
  try {
    const { user, expiresAt } = await auth.verifyToken(tokenOf(request));
    return { accepted: true, user, expiresAt };
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return refused(error);
    throw error;
  }
}

/** Pages cannot set a header on a WebSocket, so they offer the token as a second subprotocol. */
export function tokenOf(request: Pick<FastifyRequest, 'headers'>): string {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((protocol) => protocol.trim());
  const token = offered.find((protocol) => protocol.startsWith(TOKEN_PREFIX))?.slice(TOKEN_PREFIX.length);
  return token ?? bearerOf(request);
}

/** The token is a credential and is never sent back as the chosen protocol. */
export function chooseProtocol(offered: ReadonlySet<string>): string | false {
  return offered.has(PROTOCOL) && PROTOCOL;
}

function refused({ status, code, message }: ApiError): UpgradeVerdict {
  return { accepted: false, status, code, message };
}
