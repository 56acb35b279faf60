import { readdir, readFile, rm, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename, join } from 'node:path';
import { addressOf } from './address.js';
import { refuse, sendXml } from './refusals.js';

/** Whether it is about an object that is sent in parts, and s3rver knows nothing of it, or not enough. */
export function isAboutParts(request: IncomingMessage): boolean {
  const { searchParams } = addressOf(request);
  return searchParams.has('uploadId') || (request.method === 'GET' && searchParams.has('uploads'));
}

/** Does what s3rver does not do of objects in parts: it lists them, and gives them up. Resolves with whether that was asked. */
export async function serveParts(folder: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const { pathname, searchParams } = addressOf(request);
  const begun = new PartsFolder(join(folder, pathname.split('/')[1] ?? ''));
  const uploadId = searchParams.get('uploadId');
  if (uploadId === null) {
    const uploads = (await begun.list(searchParams.get('prefix') ?? '')).map(uploadXml);
    sendXml(response, 200, `<ListMultipartUploadsResult>${uploads.join('')}</ListMultipartUploadsResult>`);
    return true;
  }
  if (!(await begun.has(uploadId))) refuse(response, 404, 'NoSuchUpload');
  else if (request.method === 'DELETE') {
    await begun.remove(uploadId);
    response.writeHead(204).end();
  } else return false;
  return true;
}

/** The platform's keys hold nothing that XML would write otherwise. */
const uploadXml = ({ key, uploadId }: BegunUpload): string =>
  `<Upload><Key>${key}</Key><UploadId>${uploadId}</UploadId></Upload>`;

interface BegunUpload {
  readonly key: string;
  readonly uploadId: string;
}

/** What s3rver keeps of objects that are being sent in parts: a folder for each, with a file that holds the key. */
class PartsFolder {
  constructor(private readonly bucket: string) {}

  async has(uploadId: string): Promise<boolean> {
    return (await stat(this.#folderOf(uploadId)).catch(() => undefined))?.isDirectory() ?? false;
  }

  async remove(uploadId: string): Promise<void> {
    await rm(this.#folderOf(uploadId), { recursive: true, force: true });
  }

  /** The objects that are being sent whose keys begin so. */
  async list(prefix: string): Promise<readonly BegunUpload[]> {
    const ids = await readdir(this.#folderOf('')).catch(() => []);
    const all = await Promise.all(
      ids.map(async (uploadId) => ({
        uploadId,
        key: await readFile(join(this.#folderOf(uploadId), 'key'), 'utf8').catch(() => ''),
      })),
    );
    return all.filter(({ key }) => key !== '' && key.startsWith(prefix));
  }

  /** No id leads out of the folder. */
  #folderOf(uploadId: string): string {
    return join(this.bucket, '._S3rver_uploads', basename(uploadId));
  }
}
