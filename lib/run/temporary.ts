import { rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bytes that the path of a socket may have (`sun_path` in unix(7)), without those that Chromium adds to its folder. */
const LONGEST = 107 - '/org.chromium.Chromium.XXXXXX/SingletonSocket'.length;

/**
 * A path to a run's temporary folder in which a browser can make its socket: the folder's own, or that of a link to it
 * that is there as long as this process. A clone may lie so deep that no browser would start in it.
 */
export function temporaryPath(folder: string, runId: string): string {
  if (Buffer.byteLength(folder) <= LONGEST) return folder;
  const link = join(tmpdir(), `firstlight-${runId}`);
  symlinkSync(folder, link);
  process.once('exit', () => rmSync(link, { force: true }));
  return link;
}
