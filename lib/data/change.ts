import type { Ask } from '../clients/http.js';
import type { RestResource } from '../target/capabilities.js';
import type { Resolved } from '../target/env.js';

type Change = NonNullable<Resolved<RestResource>['change']>;

/** What a request carries besides, to name the version that it is meant for. */
interface Named {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
}

/** The request that gives an item another name. */
export const changeTo = (
  { method, body, contentType }: Change,
  name: string,
  { headers, fields }: Named = {},
): Ask => ({
  method,
  json: { ...body(name), ...fields },
  headers: { ...(contentType !== undefined && { 'content-type': contentType }), ...headers },
});
