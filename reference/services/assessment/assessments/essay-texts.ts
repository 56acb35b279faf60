import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { outgoingHeaders } from '../../../kernel/correlation.js';
import { invalid, reaching } from '../../../kernel/errors.js';

export interface EssayText {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

const listed = z.object({ items: z.array(z.object({ id: z.uuid(), title: z.string() })) });

const REQUEST_TIMEOUT_MS = 1_500;
// A judge reads no more than this, so that one endless text cannot keep everybody else waiting.
const MAX_CHARACTERS = 20_000;

/**
 * Reads essays from the content service on behalf of whoever asks, who can thereby assess only what they may see.
 * Answers 422 when an essay is missing.
 */
export function createEssayTexts(contentUrl: string) {
  return async (request: FastifyRequest, ids: readonly string[]): Promise<EssayText[]> => {
    const get = (path: string) => fetchFrom(new URL(path, contentUrl), request);
    const found = await reaching('content', async () => {
      const response = await get(`/v1/essays?ids=${ids.join(',')}&pageSize=${ids.length}`);
      if (response.status !== 200) throw new Error(`The list of essays answered ${response.status}.`);
      return listed.parse(await response.json()).items;
    });
    const texts = await reaching('content', () => Promise.all(found.map(({ id }) => textOf(get, id))));
    const essays = found.flatMap(({ id, title }, index) => {
      const text = texts[index];
      return text === undefined ? [] : [{ id, title, text }];
    });
    requireAll(ids, essays);
    return essays;
  };
}

async function textOf(get: (path: string) => Promise<Response>, id: string): Promise<string | undefined> {
  const response = await get(`/v1/essays/${id}/content`);
  const text = await response.text();
  if (response.status === 404) return undefined;
  if (response.status !== 200) throw new Error(`The text of an essay answered ${response.status}.`);
  return text.slice(0, MAX_CHARACTERS);
}

function fetchFrom(url: URL, request: FastifyRequest): Promise<Response> {
  return fetch(url, {
    headers: { ...outgoingHeaders(request), authorization: request.headers.authorization ?? '' },
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
  });
}

function requireAll(ids: readonly string[], essays: readonly EssayText[]): void {
  const known = new Set(essays.map((essay) => essay.id));
  const details = ids.flatMap((id, index) =>
    known.has(id) ? [] : [{ field: `essayIds.${index}`, message: 'names no essay of this school' }],
  );
  if (details.length > 0) throw invalid(...details);
}
