import { homedir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { StartError } from './start-error.js';

export interface Settings {
  /** The control port; every other port follows from it. */
  readonly port: number;
  /** Where this platform keeps its data, logs and connection file. */
  readonly home: string;
  /** Where platforms share what outlives them. */
  readonly cache: string;
  /** Overrides the build id that the services report. */
  readonly build: string | undefined;
}

const environment = z.object({
  REFERENCE_PORT: z.coerce.number().int().min(1_024).max(65_500).default(18_079),
  REFERENCE_HOME: z.string().min(1).optional(),
  REFERENCE_BUILD: z.string().min(1).optional(),
  XDG_CACHE_HOME: z.string().min(1).optional(),
});

export const isRoot = process.getuid?.() === 0;

export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    throw new StartError(
      `REFERENCE_PORT must be a port from 1024 to 65500, such as 18079; seen: ${env['REFERENCE_PORT']}.`,
    );
  }
  const { REFERENCE_PORT: port, REFERENCE_HOME, REFERENCE_BUILD: build, XDG_CACHE_HOME } = parsed.data;
  // Root's own cache lies in a folder that PostgreSQL's user cannot enter.
  const ownCache = isRoot ? '/var/cache' : join(homedir(), '.cache');
  const cache = REFERENCE_HOME ?? join(XDG_CACHE_HOME ?? ownCache, 'firstlight');
  return { port, cache, home: join(cache, `reference-${port}`), build };
}
