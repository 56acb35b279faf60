import { createHash } from 'node:crypto';
import { isUtf8 } from 'node:buffer';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type * as z from 'zod';
import { ApiError, invalid, parse } from '../../kernel/errors.js';
import { contentTypes, uploadFields } from './schemas.js';

export interface UploadedFile {
  readonly filename: string;
  readonly contentType: (typeof contentTypes)[number];
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly checksum: string;
  readonly words: number;
}

export interface Upload extends z.output<typeof uploadFields> {
  readonly file: UploadedFile;
}

/**
 * Reads the form, whose parts may come in any order. The file is held in memory, at most the size limit, because its
 * checksum and its being text must be known before anything is stored.
 */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw unsupported('The body must be multipart/form-data.');
  try {
    return await readForm(request);
  } catch (error) {
    // Left unread, the rest of the body would stand in the way of the next request on this connection.
    request.raw.unpipe();
    request.raw.resume();
    throw error;
  }
}

async function readForm(request: FastifyRequest): Promise<Upload> {
  const fields: Record<string, unknown> = {};
  let file: UploadedFile | undefined;
  for await (const part of partsOf(request)) {
    if (part.type === 'file') file = await readFile(part);
    // Browsers send a form's empty inputs too; an empty choice is no choice.
    else if (part.value !== '') fields[part.fieldname] = part.value;
  }
  const known = parse(uploadFields, fields);
  if (!file) throw invalidFile('A file is needed.');
  return { ...known, file };
}

/** The parser's own complaints about the form have no status code; they are the sender's mistake. */
async function* partsOf(request: FastifyRequest): AsyncGenerator<Multipart> {
  try {
    yield* request.parts();
  } catch (error) {
    const hasStatus = error instanceof Error && 'statusCode' in error;
    throw hasStatus ? error : new ApiError(400, 'malformed_body', 'The form cannot be read.', { cause: error });
  }
}

async function readFile(part: MultipartFile): Promise<UploadedFile> {
  const contentType = contentTypes.find((type) => type === part.mimetype);
  if (!contentType) throw unsupported(`An essay is ${contentTypes.join(' or ')}, not ${part.mimetype}.`);
  const bytes = new Uint8Array(await part.toBuffer());
  if (bytes.length === 0) throw invalidFile('The file is empty.');
  if (!isUtf8(bytes) || bytes.includes(0)) throw unsupported('The file is not UTF-8 text.');
  return {
    filename: filenameOf(part),
    contentType,
    bytes,
    checksum: createHash('sha256').update(bytes).digest('hex'),
    words: new TextDecoder().decode(bytes).match(/\S+/g)?.length ?? 0,
  };
}

function filenameOf(part: MultipartFile): string {
  const name = part.filename
    .split(/[\\/]/)
    .at(-1)
    ?.replaceAll(/\p{Cc}/gu, '')
    .trim();
  return name ? name.slice(0, 200) : 'essay.txt';
}

function unsupported(message: string): ApiError {
  return new ApiError(415, 'unsupported_media_type', message);
}

function invalidFile(message: string): ApiError {
  return invalid({ field: 'file', message });
}
