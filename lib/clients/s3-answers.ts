import { z } from 'zod';
import type { Answer } from './http.js';
import type { ObjectStore } from './object-store.js';

const listSchema = z.object({
  ListBucketResult: z.object({
    Contents: z.array(z.object({ Key: z.string() })).default([]),
    NextContinuationToken: z.string().optional(),
  }),
});

const begunSchema = z.object({ InitiateMultipartUploadResult: z.object({ UploadId: z.string().min(1) }) });

const begunListSchema = z.object({
  ListMultipartUploadsResult: z
    .object({ Upload: z.array(z.object({ Key: z.string(), UploadId: z.string() })).default([]) })
    // An element without content is read as a text.
    .or(z.literal('').transform(() => ({ Upload: [] }))),
});

/** A page of a list: the keys, and what the next page is asked for with, if there is one. */
interface KeyPage {
  readonly keys: readonly string[];
  readonly next: string | undefined;
}

/** More pages than any check makes: a list that never comes to its end must not keep a check. */
const MOST_PAGES = 10;

/** All keys that begin so, in the pages in which the store tells them. */
export async function keyPages(store: ObjectStore, prefix: string, size: number): Promise<readonly string[][]> {
  const pages: string[][] = [];
  let page: KeyPage | undefined;
  do {
    page = await keysIn(await store.list(prefix, { size, ...(page?.next === undefined ? {} : { after: page.next }) }));
    pages.push([...page.keys]);
  } while (page.next !== undefined && pages.length < MOST_PAGES);
  return pages;
}

async function keysIn(answer: Answer): Promise<KeyPage> {
  const { Contents, NextContinuationToken } = (await read(answer, listSchema)).ListBucketResult;
  return { keys: Contents.map(({ Key }) => Key), next: NextContinuationToken };
}

/** The id under which the parts of an object are sent. */
export const uploadIdIn = async (answer: Answer): Promise<string> =>
  (await read(answer, begunSchema)).InitiateMultipartUploadResult.UploadId;

/** The ids under which parts of exactly this object are being sent. */
export async function uploadIdsIn(answer: Answer, key: string): Promise<readonly string[]> {
  const { Upload } = (await read(answer, begunListSchema)).ListMultipartUploadsResult;
  return Upload.filter(({ Key }) => Key === key).map(({ UploadId }) => UploadId);
}

/** Elements of which there may be several, also when there is one. */
const REPEATED = ['Contents', 'Upload'];

async function read<T>(answer: Answer, schema: z.ZodType<T>): Promise<T> {
  // Imported when it is used: it costs more than most commands do.
  const { XMLParser } = await import('fast-xml-parser');
  const parser = new XMLParser({ parseTagValue: false, isArray: (name) => REPEATED.includes(name) });
  const parsed = answer.status === 200 ? schema.safeParse(parser.parse(answer.text)) : undefined;
  if (parsed?.success === true) return parsed.data;
  const said = `${answer.status}: ${answer.text.slice(0, 300)}`;
  throw new Error(`${answer.method} ${answer.url.pathname} answered with no such list as S3 has, but ${said}`);
}
