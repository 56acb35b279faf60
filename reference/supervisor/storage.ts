import type { StorageSettings } from '../kernel/storage.js';
import type { Home } from './home.js';
import type { ProcessPlan } from './managed-process.js';
import { nodeProcess } from './node-process.js';
import { statusOf } from './probe.js';

/** The object store runs in a process of its own, so that it can be stopped and paused like the others. */
export function storagePlan(
  settings: StorageSettings,
  home: Home,
  port: number,
  env: Readonly<Record<string, string>>,
): ProcessPlan {
  const answers = async () => (await statusOf(settings.url)) !== undefined;
  return {
    ...nodeProcess(home.code, 'storage/server.js'),
    name: 'storage',
    kind: 'storage',
    address: settings.url,
    env: {
      ...env,
      PORT: String(port),
      FOLDER: home.storage,
      STORAGE_BUCKET: settings.bucket,
      STORAGE_ACCESS_KEY: settings.accessKey,
      STORAGE_SECRET_KEY: settings.secretKey,
    },
    isUp: answers,
    isReady: answers,
  };
}
