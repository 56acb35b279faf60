import { idIn, type Json } from '../json.js';

/** How a list is turned page by page. */
export interface Pages {
  /** The query of the given page, counted from 1; `before` and `headers` are the answer to the page before it. */
  readonly query: (page: number, size: number, before?: Json, headers?: Headers) => Readonly<Record<string, string>>;
  readonly items: (body: Json) => unknown;
  readonly total?: (body: Json) => unknown;
  /** Whether a page says that no other follows it; by default the one is the last that is not full. */
  readonly isLast?: (body: Json, headers: Headers) => boolean;
}

type PagesOptions = Pick<Pages, 'items' | 'total' | 'isLast'>;

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
}: Omit<PagesOptions, 'isLast'> & {
  /** Where a page holds the cursor of the next. */
  readonly next: (body: Json, headers: Headers) => unknown;
  readonly cursor?: string;
  readonly limit?: string;
}): Pages => {
  const nextOf = (body: Json, headers: Headers) => idIn(body, () => next(body, headers));
  return {
    ...options,
    query: (_page, size, before, headers = new Headers()) => {
      const place = before === undefined ? undefined : nextOf(before, headers);
      return { [limit]: `${size}`, ...(place === undefined ? {} : { [cursor]: place }) };
    },
    isLast: (body, headers) => nextOf(body, headers) === undefined,
  };
};

/** Reads a parameter of the address of the next page, which the `Link` header tells (RFC 8288): `inLink('cursor')`. */
export const inLink =
  (parameter: string) =>
  (_body: Json, headers: Headers): string | undefined => {
    const [, address] = /<([^>]*)>[^,]*;\s*rel="?next"?/i.exec(headers.get('link') ?? '') ?? [];
    return address === undefined ? undefined : inAddress(address, parameter);
  };

/** Reads a parameter of an address, such as that of the next page: `(body) => inAddress(body.next, 'cursor')`. */
export function inAddress(address: unknown, parameter: string): string | undefined {
  const nowhere = 'http://nowhere.invalid';
  if (typeof address !== 'string' || !URL.canParse(address, nowhere)) return undefined;
  return new URL(address, nowhere).searchParams.get(parameter) ?? undefined;
}
