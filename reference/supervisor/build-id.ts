import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';

const root = new URL('../../', import.meta.url);

/** `<version>+<commit>`, or the version alone outside a git clone. */
export async function buildId(): Promise<string> {
  const [manifest, commit] = await Promise.all([readFile(new URL('package.json', root), 'utf8'), currentCommit()]);
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(manifest));
  return commit ? `${version}+${commit}` : version;
}

async function currentCommit(): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('git', ['rev-parse', '--short=12', 'HEAD'], {
      cwd: fileURLToPath(root),
    });
    return stdout.trim();
  } catch {
    return undefined;
  }
}
