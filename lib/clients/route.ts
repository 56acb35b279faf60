const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const NUMBER = /^\d+$/;
const LONG_HEX = /^[0-9a-f]{16,}$/i;
/** `p416`, `usr_20`: a letter or a few before a number, but for a version. */
const LETTERED = /^(?!v\d)[a-z]{1,4}[-_]?\d{2,}$/i;
const RUN_DATA = /^smoke-/;
const ID_LIKE = [UUID, NUMBER, LONG_HEX, LETTERED, RUN_DATA];

/** What requests are measured together: `GET /v1/items/:id`. Segments that look like ids are one. */
export function routeOf(method: string, url: URL): string {
  const segments = url.pathname.split('/').map((segment) => (ID_LIKE.some((id) => id.test(segment)) ? ':id' : segment));
  return `${method} ${segments.join('/')}`;
}
