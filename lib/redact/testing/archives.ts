import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';

/** An archive with these entries. */
export async function zipOf(entries: Readonly<Record<string, string | Buffer>>, compress = true): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, content] of Object.entries(entries)) archive.addBuffer(Buffer.from(content), name, { compress });
  archive.end();
  return buffer(archive.outputStream);
}

/** The entries of an archive. */
export async function entriesOf(archive: Buffer): Promise<Record<string, Buffer>> {
  const entries: Record<string, Buffer> = {};
  const zip = await fromBufferPromise(archive);
  for await (const entry of zip.eachEntry()) {
    entries[entry.fileName] = await buffer(await zip.openReadStreamPromise(entry));
  }
  return entries;
}
