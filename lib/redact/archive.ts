import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import type { Content } from './streams.js';

/** What becomes of the entries of an archive. */
export interface Rewriting {
  readonly name: (name: string) => string;
  readonly content: (content: Content) => Content;
}

/** Writes a zip archive anew, entry by entry, in memory that does not grow with it. Throws when it cannot be read. */
export async function rewriteArchive(from: string, to: string, { name, content }: Rewriting): Promise<void> {
  const old = await openPromise(from);
  const archive = new ZipFile();
  const written = pipeline(archive.outputStream, createWriteStream(to));
  // Awaited below; an error before that is not unheard.
  written.catch(() => undefined);
  try {
    for await (const entry of old.eachEntry()) {
      const options = { mtime: entry.getLastModDate(), compress: entry.compressionMethod !== 0 };
      if (entry.fileName.endsWith('/')) archive.addEmptyDirectory(name(entry.fileName), options);
      else {
        const entryContent = Readable.from(content(await old.openReadStreamPromise(entry)), { objectMode: false });
        archive.addReadStream(entryContent, name(entry.fileName), options);
        // One after another, so that only one is open.
        await Promise.race([finished(entryContent), written]);
      }
    }
    archive.end();
    await written;
  } finally {
    old.close();
  }
}
