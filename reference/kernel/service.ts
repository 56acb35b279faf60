import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { readConfig, settings } from './config.js';
import { correlationOf, registerCorrelation } from './correlation.js';
import { listenForFaults, registerEdge } from './edge.js';
import { registerErrors } from './errors.js';
import { type HealthOptions, registerHealth } from './health.js';
import { registerMetrics } from './metrics.js';
import type { ServiceName } from './names.js';

export interface ServiceOptions extends HealthOptions {
  readonly name: ServiceName;
  /** The largest body that is read, in bytes. */
  readonly bodyLimit?: number;
  register(app: FastifyInstance): Promise<void> | void;
}

const CLOSE_TIMEOUT_MS = 2_000;

/** Starts what every service has, then the service's own routes; returns when it listens. */
export async function startService(options: ServiceOptions): Promise<void> {
  const config = readConfig(settings.service);
  const app = createApp(options, config);
  await options.register(app);
  const { database } = options;
  if (database) app.addHook('onClose', () => database.close());

  closeOnRequest(app);
  listenForFaults(options.name);
  await app.listen({ host: '127.0.0.1', port: config.PORT });
  process.send?.({ type: 'ready' });
}

function createApp(options: ServiceOptions, config: { BUILD: string; LOG_LEVEL: string }): FastifyInstance {
  const app = Fastify({
    logger: { level: config.LOG_LEVEL, base: { service: options.name } },
    genReqId: (request) => correlationOf(request.headers).id,
    logController: new LogController({ requestIdLogLabel: 'correlationId' }),
    forceCloseConnections: true,
    bodyLimit: options.bodyLimit ?? 1_048_576,
  });
  const startedAt = new Date().toISOString();

  registerCorrelation(app);
  registerEdge(app);
  registerErrors(app);
  registerMetrics(app, options.name);
  registerHealth(app, options);
  app.get('/version', async () => ({ service: options.name, build: config.BUILD, startedAt }));
  return app;
}

/** SIGTERM asks for an end; so does the supervisor's death, which breaks the channel. */
function closeOnRequest(app: FastifyInstance): void {
  let closing = false;
  const close = (): void => {
    if (closing) return;
    closing = true;
    setTimeout(() => process.exit(1), CLOSE_TIMEOUT_MS).unref();
    app.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', close);
  process.on('disconnect', close);
  // Ctrl-C is for the supervisor, which ends its services in order.
  process.on('SIGINT', () => undefined);
}
