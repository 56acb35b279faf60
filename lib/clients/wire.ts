import type { FormData } from 'undici';
import type { Ask } from './http.js';

/** The headers of a request that follow from what it sends. Names are told apart by their case in a record, and not on the wire. */
export const headersIn = ({ json, form, headers = {} }: Ask): Record<string, string> => ({
  ...(json === undefined ? {} : { 'content-type': 'application/json' }),
  ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
  ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
});

/** What a request sends. */
export function bodyIn({ json, form, multipart, body }: Ask): string | Uint8Array | FormData | null {
  if (json !== undefined) return JSON.stringify(json);
  if (form !== undefined) return new URLSearchParams(form).toString();
  return multipart ?? body ?? null;
}

/** The headers of an answer. */
export function headersFrom(raw: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(raw)) {
    for (const value of [values ?? []].flat()) headers.append(name, value);
  }
  return headers;
}
