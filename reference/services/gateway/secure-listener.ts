import { createServer as createPlainServer } from 'node:http';
import type { Server } from 'node:net';
import { createServer } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';

const pem = z.string().startsWith('-----BEGIN');

/** What the gateway needs to be reached by https as well. */
export const secureSettings = {
  SECURE_PORT: z.coerce.number().int().positive(),
  SECURE_ORIGIN: z.url(),
  /** Where whoever comes by http is led to https. */
  PLAIN_PORT: z.coerce.number().int().positive(),
  PLAIN_LEADS_TO: z.url().optional(),
  TLS_KEY: pem,
  TLS_CERTIFICATE: pem,
  TLS_EXPIRED_CERTIFICATE: pem,
  /** Which of them is shown. */
  TLS_SHOWS: z.enum(['certificate', 'expired']).default('certificate'),
  /** The oldest protocol that is spoken. */
  TLS_OLDEST: z.enum(['TLSv1', 'TLSv1.2']).default('TLSv1.2'),
};

type SecureSettings = z.infer<z.ZodObject<typeof secureSettings>>;

/** Answers https too: what is decrypted here is one more connection of the same server. */
export async function listenSecurely(app: FastifyInstance, settings: SecureSettings): Promise<void> {
  const cert = settings.TLS_SHOWS === 'expired' ? settings.TLS_EXPIRED_CERTIFICATE : settings.TLS_CERTIFICATE;
  const minVersion = settings.TLS_OLDEST;
  // OpenSSL has what the old protocols need at its lowest level only.
  const old = minVersion === 'TLSv1' && { ciphers: 'DEFAULT@SECLEVEL=0' };
  const server = createServer({ key: settings.TLS_KEY, cert, minVersion, ...old }, (socket) =>
    app.server.emit('connection', socket),
  );
  // Who breaks off the handshake has told us nothing.
  server.on('tlsClientError', () => undefined);
  await listen(app, server, settings.SECURE_PORT);
}

/** Leads whoever comes by http to the same path by https. */
export async function redirectToSecure(app: FastifyInstance, settings: SecureSettings): Promise<void> {
  const origin = settings.PLAIN_LEADS_TO ?? settings.SECURE_ORIGIN;
  const server = createPlainServer(({ url = '/' }, response) => {
    // Who asks a proxy names the whole address; it is nobody's path here.
    const path = url.startsWith('/') ? url : '/';
    response.writeHead(308, { location: new URL(origin).origin + path }).end();
  });
  await listen(app, server, settings.PLAIN_PORT);
}

async function listen(app: FastifyInstance, server: Server, port: number): Promise<void> {
  await new Promise<void>((settle, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', settle);
  });
  app.addHook('preClose', async () => void server.close());
}
