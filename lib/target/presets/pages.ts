import { idIn, type Json } from '../json.js';

/** How a list is turned page by page. */
export interface Pages {
  /** The query of the given page, counted from 1; `before` is the answer to the page before it. */
  readonly query: (page: number, size: number, before?: Json) => Readonly<Record<string, string>>;
  readonly items: (body: Json) => unknown;
  readonly total?: (body: Json) => unknown;
  /** Whether a page says that no other follows it. */
  readonly isLast?: (body: Json) => boolean;
}

interface PagesOptions {
  readonly items: (body: Json) => unknown;
  readonly total?: (body: Json) => unknown;
}

/** Pages by number: `?page=2&pageSize=10`. */
export const pagesByNumber = (options: PagesOptions & { readonly page?: string; readonly size?: string }): Pages => ({
  ...options,
  query: (page, size) => ({ [options.page ?? 'page']: `${page}`, [options.size ?? 'pageSize']: `${size}` }),
});

/** Pages by offset: `?offset=10&limit=10`. */
export const pagesByOffset = (
  options: PagesOptions & { readonly offset?: string; readonly limit?: string },
): Pages => ({
  ...options,
  query: (page, size) => ({
    [options.offset ?? 'offset']: `${(page - 1) * size}`,
    [options.limit ?? 'limit']: `${size}`,
  }),
});

/** Pages by a cursor that each page gives to the next: `?cursor=abc&limit=10`. */
export const pagesByCursor = ({
  next,
  cursor = 'cursor',
  limit = 'limit',
  ...options
}: PagesOptions & {
  /** Where a page holds the cursor of the next. */
  readonly next: (body: Json) => unknown;
  readonly cursor?: string;
  readonly limit?: string;
}): Pages => {
  const nextOf = (body: Json | undefined) => (body === undefined ? undefined : idIn(body, next));
  return {
    ...options,
    query: (_page, size, before) => {
      const place = nextOf(before);
      return { [limit]: `${size}`, ...(place === undefined ? {} : { [cursor]: place }) };
    },
    isLast: (body) => nextOf(body) === undefined,
  };
};
