import * as z from 'zod';
import { createAuth } from '../../kernel/auth.js';
import { readConfig, settings } from '../../kernel/config.js';
import { createDatabase } from '../../kernel/database.js';
import { handleEvents } from '../../kernel/event-handler.js';
import { createRedis, createSubscriber } from '../../kernel/redis.js';
import { startService } from '../../kernel/service.js';
import { bookkeeperOf } from './bookkeeper.js';
import { registerAccount } from './routes.js';
import { eventTypes } from './schemas.js';
import { createCourier } from './webhooks/courier.js';
import { outboxIn } from './webhooks/outbox.js';

const config = readConfig({
  ...settings.database,
  ...settings.redis,
  ...settings.retries,
  ...settings.tokens,
  DELIVERY_ATTEMPTS: z.coerce.number().int().positive().default(6),
});
const database = createDatabase(config.DATABASE_URL);
const redis = createRedis(config.REDIS_URL);
const subscriber = createSubscriber(config.REDIS_URL);

await startService({
  name: 'account',
  database,
  checks: { redis: () => Promise.all([redis.ping(), subscriber.ping()]) },
  register: (app) => {
    const courier = createCourier({
      outbox: outboxIn(database),
      log: app.log,
      attempts: config.DELIVERY_ATTEMPTS,
      baseMs: config.RETRY_BASE_MS,
    });
    registerAccount(app, createAuth({ redis, ...config }), database);
    const handling = handleEvents({
      name: 'account',
      types: eventTypes,
      redis,
      subscriber,
      retries: { times: config.RETRY_TIMES, baseMs: config.RETRY_BASE_MS },
      handle: bookkeeperOf(database, courier),
      report: (problem) => app.log.warn({ err: problem }, 'an event is not accounted for'),
    });
    app.addHook('onListen', async () => courier.resume());
    app.addHook('onClose', async () => {
      handling.close();
      await courier.close();
      subscriber.disconnect();
      redis.disconnect();
    });
  },
});
