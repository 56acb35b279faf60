import type { HttpFacts } from '../http.js';

/** The most of a body that is compared, in characters. */
const COMPARED = 2_000;

/** What differs from one answer to the next although they say the same: ids, times, numbers. */
const PASSING =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?|[0-9a-f]{16,}|\d+/gi;

/** What an answer says, without what belongs to this one request: two refusals of one kind are alike. Pure. */
export function likenessOf({ url, status, headers, text, correlationId }: HttpFacts): string {
  const own = [`${url.pathname}${url.search}`, url.pathname, url.pathname.slice(1), correlationId];
  const spellings = own.flatMap((each) => [each, decoded(each), JSON.stringify(each).slice(1, -1)]);
  let said = text.slice(0, COMPARED);
  for (const each of spellings) if (each.length > 1) said = said.replaceAll(each, '·');
  const kind = headers.get('content-type')?.split(';')[0] ?? '';
  return [status, kind, headers.has('location'), said.replaceAll(PASSING, '·')].join('|');
}

/** Whether any of these answers says the same. Pure. */
export const isLike = (answer: HttpFacts, others: readonly HttpFacts[]): boolean =>
  others.some((other) => likenessOf(other) === likenessOf(answer));

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
