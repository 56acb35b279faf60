import type { StorageSettings } from '../kernel/storage.js';
import type { ProcessPlan } from './managed-process.js';
import { nodeProcess } from './node-process.js';
import { statusOf } from './probe.js';

/** The object store runs in a process of its own, so that it can be stopped and paused like the others. */
export function storagePlan(
  settings: StorageSettings,
  folder: string,
  port: number,
  env: Readonly<Record<string, string>>,
): ProcessPlan {
  const answers = async () => (await statusOf(settings.url)) !== undefined;
  return {
    ...nodeProcess(new URL('./storage-server.ts', import.meta.url)),
    name: 'storage',
    kind: 'storage',
    address: settings.url,
    env: {
      ...env,
      PORT: String(port),
      FOLDER: folder,
      STORAGE_BUCKET: settings.bucket,
      STORAGE_ACCESS_KEY: settings.accessKey,
      STORAGE_SECRET_KEY: settings.secretKey,
    },
    isUp: answers,
    isReady: answers,
  };
}
