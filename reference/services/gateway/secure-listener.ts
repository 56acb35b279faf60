import { createServer } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';

const pem = z.string().startsWith('-----BEGIN');

/** What the gateway needs to be reached by https as well. */
export const secureSettings = {
  SECURE_PORT: z.coerce.number().int().positive(),
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
  await new Promise<void>((settle, reject) => {
    server.once('error', reject);
    server.listen(settings.SECURE_PORT, '127.0.0.1', settle);
  });
  app.addHook('preClose', async () => void server.close());
}
