import multipart from '@fastify/multipart';
import { createAuth } from '../../kernel/auth.js';
import { readConfig, settings } from '../../kernel/config.js';
import { createDatabase } from '../../kernel/database.js';
import { createRedis } from '../../kernel/redis.js';
import { startService } from '../../kernel/service.js';
import { createStorage } from '../../kernel/storage.js';
import { allowanceFrom } from './allowance.js';
import { registerEssays } from './routes.js';
import { MAX_FILE_BYTES } from './schemas.js';

const config = readConfig({
  ...settings.database,
  ...settings.redis,
  ...settings.tokens,
  ...settings.storage,
  ACCOUNT_URL: settings.upstreams.ACCOUNT_URL,
});
const database = createDatabase(config.DATABASE_URL);
const redis = createRedis(config.REDIS_URL);
const storage = createStorage({
  url: config.STORAGE_URL,
  bucket: config.STORAGE_BUCKET,
  accessKey: config.STORAGE_ACCESS_KEY,
  secretKey: config.STORAGE_SECRET_KEY,
});

await startService({
  name: 'content',
  database,
  checks: { redis: () => redis.ping(), storage: storage.ping },
  register: async (app) => {
    await app.register(multipart, { limits: { fileSize: MAX_FILE_BYTES, files: 1, fields: 8, fieldSize: 4_096 } });
    registerEssays(app, {
      auth: createAuth({ redis, ...config }),
      database,
      redis,
      storage,
      allowance: allowanceFrom(config.ACCOUNT_URL),
    });
    app.addHook('onClose', () => redis.disconnect());
  },
});
