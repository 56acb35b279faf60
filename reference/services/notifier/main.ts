import websocket from '@fastify/websocket';
import * as z from 'zod';
import { createAuth } from '../../kernel/auth.js';
import { readConfig, settings } from '../../kernel/config.js';
import { handleEvents } from '../../kernel/event-handler.js';
import { createRedis, createSubscriber } from '../../kernel/redis.js';
import { startService } from '../../kernel/service.js';
import { chooseProtocol } from './admission.js';
import { checked } from './known-events.js';
import { closeCodes } from './lifetime.js';
import { registerFeed } from './routes.js';

const config = readConfig({
  ...settings.redis,
  ...settings.retries,
  ...settings.tokens,
  ...settings.origins,
  HEARTBEAT_MS: z.coerce.number().int().positive().default(10_000),
});
const redis = createRedis(config.REDIS_URL);
const subscriber = createSubscriber(config.REDIS_URL);

const MAX_MESSAGE_BYTES = 16_384;
const LEAVE_MS = 300;

await startService({
  name: 'notifier',
  checks: { redis: () => Promise.all([redis.ping(), subscriber.ping()]) },
  register: async (app) => {
    await app.register(websocket, {
      options: { maxPayload: MAX_MESSAGE_BYTES, handleProtocols: chooseProtocol },
      errorHandler: (error, socket, request) => {
        request.log.info({ err: error }, 'a connection broke');
        socket.terminate();
      },
      preClose: async () => {
        const { clients } = app.websocketServer;
        for (const socket of clients) socket.close(closeCodes.goingAway, 'the service is stopping');
        // Who does not answer the close in time is not waited for.
        setTimeout(() => clients.forEach((socket) => socket.terminate()), LEAVE_MS);
        app.websocketServer.close();
      },
    });
    const deliver = registerFeed(app, {
      auth: createAuth({ redis, ...config }),
      ownOrigins: [config.PUBLIC_ORIGIN, config.SECURE_ORIGIN],
      heartbeatMs: config.HEARTBEAT_MS,
    });
    const handling = handleEvents({
      name: 'notifier',
      types: ['*'],
      redis,
      subscriber,
      retries: { times: config.RETRY_TIMES, baseMs: config.RETRY_BASE_MS },
      handle: (event) => deliver(checked(event)),
      report: (problem) => app.log.warn({ err: problem }, 'the event feed has a problem'),
    });
    app.addHook('onClose', () => {
      handling.close();
      subscriber.disconnect();
      redis.disconnect();
    });
  },
});
