import * as z from 'zod';
import { createAuth } from '../../kernel/auth.js';
import { readConfig, settings } from '../../kernel/config.js';
import { createDatabase } from '../../kernel/database.js';
import { createRedis } from '../../kernel/redis.js';
import { startService } from '../../kernel/service.js';
import { createLockOut } from './lock-out.js';
import { registerIdentity } from './routes.js';
import { createTokenIssuer } from './tokens.js';

const config = readConfig({
  ...settings.database,
  ...settings.redis,
  ...settings.tokens,
  JWT_PRIVATE_KEY: z.string().min(1),
  TOKEN_SECONDS: z.coerce.number().int().positive().default(3_600),
  REFRESH_SECONDS: z.coerce.number().int().positive().default(86_400),
  // Short, so that it can be seen to end.
  LOCK_OUT_AFTER: z.coerce.number().int().positive().default(5),
  LOCK_OUT_SECONDS: z.coerce.number().int().positive().default(2),
});
const database = createDatabase(config.DATABASE_URL);
const redis = createRedis(config.REDIS_URL);
const tokens = await createTokenIssuer(config);

await startService({
  name: 'identity',
  database,
  checks: { redis: () => redis.ping() },
  register: (app) => {
    registerIdentity(app, {
      auth: createAuth({ redis, ...config }),
      database,
      redis,
      tokens,
      refreshSeconds: config.REFRESH_SECONDS,
      lockOut: createLockOut(redis, config),
    });
    app.addHook('onClose', () => redis.disconnect());
  },
});
