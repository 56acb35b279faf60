// @ts-check

export const landing = '/assignments';

export function goToSignIn() {
  const { pathname, search } = location;
  location.replace(`/sign-in?${new URLSearchParams({ next: pathname + search })}`);
}

/**
 * Where to go after signing in: a page of this site, whatever the address bar was made to say.
 * @param {string} search
 * @param {string} origin
 */
export function returnPath(search, origin) {
  const next = new URLSearchParams(search).get('next') || landing;
  if (!URL.canParse(next, origin)) return landing;
  const target = new URL(next, origin);
  return target.origin === origin && target.pathname !== '/sign-in' ? target.pathname + target.search : landing;
}
