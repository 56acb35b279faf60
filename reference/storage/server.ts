import { createServer } from 'node:http';
import S3rver from 's3rver';
import * as z from 'zod';
import { readConfig, settings } from '../kernel/config.js';
import { storeEdge } from './edge.js';
import { inTurns } from './turns.js';

const { STORAGE_BUCKET, STORAGE_ACCESS_KEY, STORAGE_SECRET_KEY } = settings.storage;
const config = readConfig({
  PORT: settings.service.PORT,
  FOLDER: z.string().min(1),
  STORAGE_BUCKET,
  STORAGE_ACCESS_KEY,
  STORAGE_SECRET_KEY,
});

const store = new S3rver({
  directory: config.FOLDER,
  silent: true,
  vhostBuckets: false,
  configureBuckets: [{ name: config.STORAGE_BUCKET }],
});
await store.configureBuckets();

const server = createServer(
  storeEdge({
    keys: { accessKey: config.STORAGE_ACCESS_KEY, secretKey: config.STORAGE_SECRET_KEY },
    folder: config.FOLDER,
    handle: inTurns(store.callback()),
  }),
);
server.listen({ host: '127.0.0.1', port: config.PORT });

function close(): void {
  server.close(() => process.exit(0));
  server.closeAllConnections();
}
process.on('SIGTERM', close);
process.on('disconnect', close);
