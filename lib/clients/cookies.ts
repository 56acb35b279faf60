/** The name and the value in a `Set-Cookie`. */
export function cookieIn(set: string): readonly [name: string, value: string] {
  const [pair = ''] = set.split(';');
  const at = pair.indexOf('=');
  return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
}

/** The cookies that an answer sets, by their names. */
export const cookiesOf = (headers: Headers): Record<string, string> =>
  Object.fromEntries(headers.getSetCookie().map((set) => cookieIn(set)));

/** The header that brings cookies back; none where there are none. */
export function cookieHeader(cookies: Readonly<Record<string, string>>): { cookie?: string } {
  const pairs = Object.entries(cookies).map((pair) => pair.join('='));
  return pairs.length === 0 ? {} : { cookie: pairs.join('; ') };
}
