import type { FastifyInstance, FastifyRequest } from 'fastify';
import { outgoingHeaders } from '../../kernel/correlation.js';
import { ApiError, parse } from '../../kernel/errors.js';
import { credentials, tokenAnswer } from '../identity/schemas.js';
import { exchange } from './exchange.js';
import { comesFromUs, endCookie, sessionOf, startCookie } from './session-cookie.js';
import type { Upstream } from './upstreams.js';

/** The cookie session of the web pages: scripts never see its token. */
export function registerSession(app: FastifyInstance, identity: Upstream, ownOrigins: readonly string[]): void {
  const requireOwnOrigin = async (request: FastifyRequest): Promise<void> => {
    if (!comesFromUs(request.headers, ownOrigins)) {
      throw new ApiError(403, 'foreign_origin', 'A session can only be changed from our own pages.');
    }
  };

  app.post('/session', { preHandler: requireOwnOrigin }, async (request, reply) => {
    const answer = await exchange(identity, {
      method: 'POST',
      path: '/v1/auth/login',
      headers: { 'content-type': 'application/json', ...outgoingHeaders(request) },
      body: JSON.stringify(parse(credentials, request.body)),
    });
    const body = await answer.body.json();
    if (answer.statusCode !== 200) return reply.status(answer.statusCode).send(body);
    const { access_token, expires_in } = tokenAnswer.parse(body);
    return reply
      .status(204)
      .header('set-cookie', startCookie(access_token, expires_in, request.protocol))
      .send();
  });

  app.delete('/session', { preHandler: requireOwnOrigin }, async (request, reply) => {
    const token = sessionOf(request.headers);
    // The cookie goes in any case; whether the token could be revoked as well, the answer tells.
    reply.header('set-cookie', endCookie());
    if (token) await revoke(identity, token, request);
    return reply.status(204).send();
  });
}

async function revoke(identity: Upstream, token: string, request: FastifyRequest): Promise<void> {
  const answer = await exchange(identity, {
    method: 'POST',
    path: '/v1/auth/logout',
    headers: { authorization: `Bearer ${token}`, ...outgoingHeaders(request) },
  });
  await answer.body.dump();
  const done = answer.statusCode === 204 || answer.statusCode === 401;
  if (!done) throw new ApiError(502, 'upstream_failed', 'The token could not be revoked.', { service: identity.name });
}
