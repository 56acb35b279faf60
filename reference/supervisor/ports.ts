import { createServer } from 'node:net';
import type { ProcessName } from '../kernel/names.js';
import { StartError } from './start-error.js';

const offsets = {
  gateway: 1,
  identity: 2,
  content: 3,
  assessment: 4,
  notifier: 5,
  secure: 6,
  door: 7,
  account: 8,
  plain: 9,
  postgres: 12,
  redis: 13,
  storage: 14,
} as const satisfies Record<ProcessName | 'secure' | 'plain' | 'door', number>;

/** Each process has one; the gateway has two more: `secure` for https, and `plain`, which leads there; `door` is used by faults. */
export type Ports = Readonly<Record<keyof typeof offsets, number>>;

export function portsFrom(control: number): Ports {
  return {
    gateway: control + offsets.gateway,
    identity: control + offsets.identity,
    content: control + offsets.content,
    assessment: control + offsets.assessment,
    notifier: control + offsets.notifier,
    secure: control + offsets.secure,
    door: control + offsets.door,
    account: control + offsets.account,
    plain: control + offsets.plain,
    postgres: control + offsets.postgres,
    redis: control + offsets.redis,
    storage: control + offsets.storage,
  };
}

export async function requireFree(ports: Ports): Promise<void> {
  await Promise.all(Object.entries(ports).map(([name, port]) => requireFreePort(name, port)));
}

async function requireFreePort(name: string, port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(portProblem(name, port, error)));
    server.listen({ host: '127.0.0.1', port }, () => server.close(() => resolve()));
  });
}

export function portProblem(name: string, port: number, error: unknown): StartError {
  const busy = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const reason = busy
    ? 'is already in use'
    : `cannot be opened (${error instanceof Error ? error.message : String(error)})`;
  return new StartError(
    `Port ${port}, which ${name} needs, ${reason}; free it, or set REFERENCE_PORT to move every port.`,
    {
      cause: error,
    },
  );
}
