const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const NUMBER = /^\d+$/;
const LONG_HEX = /^[0-9a-f]{16,}$/i;
const RUN_DATA = /^smoke-/;
const ID_LIKE = [UUID, NUMBER, LONG_HEX, RUN_DATA];

/** What requests are measured together: `GET /v1/items/:id`. Segments that look like ids are one. */
export function routeOf(method: string, url: URL): string {
  const segments = url.pathname.split('/').map((segment) => (ID_LIKE.some((id) => id.test(segment)) ? ':id' : segment));
  return `${method} ${segments.join('/')}`;
}
