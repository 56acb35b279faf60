import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { ProcessPlan } from './managed-process.js';
import { acceptsConnections } from './probe.js';
import { StartError } from './start-error.js';

export async function findRedis(path: string): Promise<string> {
  const folders = path.split(delimiter).filter(Boolean);
  for (const name of ['redis-server', 'valkey-server']) {
    for (const folder of folders) {
      const file = join(folder, name);
      if (await isExecutable(file)) return file;
    }
  }
  throw new StartError(
    'Neither redis-server nor valkey-server is on the PATH; install one (apt-get install redis-server, brew install redis).',
  );
}

function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

export function redisPlan(binary: string, folder: string, port: number, password: string): ProcessPlan {
  return {
    name: 'redis',
    kind: 'cache',
    address: `127.0.0.1:${port}`,
    command: binary,
    args: ['-'],
    input: `bind 127.0.0.1\nport ${port}\nrequirepass ${password}\ndir "${folder}"\nsave ""\nappendonly no\n`,
    env: { PATH: '/usr/bin:/bin' },
    cwd: folder,
    stopSignal: 'SIGTERM',
    abandonSignal: 'SIGTERM',
    talks: false,
    isUp: () => acceptsConnections(port),
    isReady: () => acceptsConnections(port),
  };
}
