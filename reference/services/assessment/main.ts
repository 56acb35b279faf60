import * as z from 'zod';
import { createAuth } from '../../kernel/auth.js';
import { readConfig, settings } from '../../kernel/config.js';
import { createDatabase } from '../../kernel/database.js';
import { publish } from '../../kernel/events.js';
import { createRedis } from '../../kernel/redis.js';
import { startService } from '../../kernel/service.js';
import { createConductor } from './assessments/conductor.js';
import { createEssayTexts } from './assessments/essay-texts.js';
import { registerAssessments } from './assessments/routes.js';
import { workIn } from './assessments/work.js';
import { registerAssignments } from './assignments/routes.js';

const config = readConfig({
  ...settings.database,
  ...settings.redis,
  ...settings.tokens,
  CONTENT_URL: settings.upstreams.CONTENT_URL,
  // Between rounds, so that there is something to watch.
  JUDGING_PAUSE_MS: z.coerce.number().int().min(0).default(300),
});
const database = createDatabase(config.DATABASE_URL);
const redis = createRedis(config.REDIS_URL);

await startService({
  name: 'assessment',
  database,
  checks: { redis: () => redis.ping() },
  register: (app) => {
    const auth = createAuth({ redis, ...config });
    const conductor = createConductor({
      work: workIn(database),
      publish: (event) => publish(redis, event),
      log: app.log,
      pauseMs: config.JUDGING_PAUSE_MS,
    });
    registerAssignments(app, auth, database);
    registerAssessments(app, { auth, database, conductor, essayTexts: createEssayTexts(config.CONTENT_URL) });
    app.addHook('onListen', async () => conductor.resume());
    app.addHook('onClose', async () => {
      await conductor.close();
      redis.disconnect();
    });
  },
});
