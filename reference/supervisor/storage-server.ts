import { createServer } from 'node:http';
import S3rver from 's3rver';
import accounts from 's3rver/lib/models/account.js';
import * as z from 'zod';
import { readConfig, settings } from '../kernel/config.js';

const { STORAGE_BUCKET, STORAGE_ACCESS_KEY, STORAGE_SECRET_KEY } = settings.storage;
const config = readConfig({
  PORT: settings.service.PORT,
  FOLDER: z.string().min(1),
  STORAGE_BUCKET,
  STORAGE_ACCESS_KEY,
  STORAGE_SECRET_KEY,
});

// s3rver knows one account, with a key that everybody knows.
accounts.DUMMY_ACCOUNT.createKeyPair(config.STORAGE_ACCESS_KEY, config.STORAGE_SECRET_KEY);
accounts.DUMMY_ACCOUNT.revokeAccessKey('S3RVER');

const store = new S3rver({
  directory: config.FOLDER,
  silent: true,
  vhostBuckets: false,
  configureBuckets: [{ name: config.STORAGE_BUCKET }],
});
await store.configureBuckets();

const handle = store.callback();
const server = createServer((request, response) => {
  // s3rver lets in whoever shows no key at all.
  if (request.headers.authorization) handle(request, response);
  else response.writeHead(403).end();
});
server.listen({ host: '127.0.0.1', port: config.PORT });

function close(): void {
  server.close(() => process.exit(0));
  server.closeAllConnections();
}
process.on('SIGTERM', close);
process.on('disconnect', close);
