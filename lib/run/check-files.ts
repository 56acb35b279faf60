import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folders of checks that a verdict needs: all but accessibility, workflows and what is disruptive. */
const FOLDERS = [
  'api/config',
  'api/health',
  'api/services',
  'api/storage',
  'api/database',
  'api/events',
  'api/security',
  'api/notifications',
  'e2e/journeys',
];

/** The files of all checks that a full run covers, relative to the root, with `/`. */
export function checkFiles(root: string): string[] {
  return FOLDERS.filter((folder) => existsSync(join(root, folder))).flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.spec.ts'))
      .map((file) => `${folder}/${file.replaceAll('\\', '/')}`),
  );
}
