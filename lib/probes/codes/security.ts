import type { CodeEntry } from './entry.js';

/** Codes of what protects a deployment. */
export const SECURITY_CODES = {
  'headers.protection': {
    means:
      'Answers lack a header by which browsers protect people, it has no effect, or it is not the one that the target states.',
    look: '`curl -si URL`; what the proxies in front add or take away.',
    act: 'Set it in front of all pages. Where its absence is meant, state in `security.headers` of the target what is right.',
  },
  'headers.version': {
    means: 'A header tells which version of what software answers, which saves an attacker a search.',
    look: '`curl -si URL`.',
    act: 'Switch the banner off: `server_tokens off`, `app.disable("x-powered-by")`, and the like.',
  },
  'cors.foreign': {
    means: 'Pages of any site may read what the deployment answers.',
    look: '`curl -si URL -H "Origin: https://elsewhere.example"`.',
    act: 'Allow the origins that need it. Where all may, state `cors: { origins: "*" }` in the target.',
  },
  'cors.credentials': {
    means: 'Pages of any site may ask in the name of whoever is signed in there, or are told so.',
    look: '`curl -si URL -H "Origin: https://elsewhere.example"`: `Access-Control-Allow-Credentials`.',
    act: 'Never give back the asking origin unseen; allow credentials to named origins only.',
  },
  'cors.refused': {
    means: 'Pages of an origin that the target says is allowed are refused.',
    look: '`curl -si -X OPTIONS URL -H "Origin: ORIGIN" -H "Access-Control-Request-Method: GET"`.',
    act: 'Put the origin on the list, or correct the target.',
  },
  'cookies.session': {
    means: 'Signing in does not set the cookie that the target names.',
    look: '`curl -si -X POST` on the sign-in: `Set-Cookie`.',
    act: 'Mend the sign-in, or correct `security.cookies` in the target.',
  },
  'cookies.attributes': {
    means: 'A cookie that signing in sets can be read by scripts, sent by pages of other sites, or sent unencrypted.',
    look: '`curl -si -X POST` on the sign-in: `Set-Cookie`.',
    act: 'Add what is missing: HttpOnly, SameSite=Lax or Strict, and Secure on https.',
  },
  'exposure.open': {
    means: 'Anybody can open what the target says is closed.',
    look: '`curl -i` on the path, without signing in.',
    act: 'Close it at the front: no listing of folders, metrics for the inside only.',
  },
  'exposure.trace': {
    means: 'A refusal shows a stack trace: paths, libraries, and what they are called inside.',
    look: '`curl -i` on the route.',
    act: 'Let errors end in one handler, and run in the mode for production.',
  },
  'exposure.refusal': {
    means: 'An unknown route is not refused as an API refuses: with 404 and JSON, in the shape of its other errors.',
    look: '`curl -i` on the route; a catch-all page in front.',
    act: 'Answer 404 in JSON below the path of the API, or state that path in `security.errors` of the target.',
  },
  'redirect.https': {
    means: 'Who comes by http stays there, where everybody on the way can read along.',
    look: '`curl -si http://HOST/`.',
    act: 'Redirect all of it to https with 308 or 301, at the balancer or the proxy.',
  },
  'csrf.admitted': {
    means: 'A page of another site can act with the session of whoever visits it.',
    look: 'Send the request with the cookie of a session and the header `Origin` of another site.',
    act: 'Refuse foreign origins of requests that change something, or want a token that other sites cannot read.',
  },
  'csrf.unproven': {
    means: 'A request is refused from everywhere, so that nothing is known of other sites.',
    look: 'Send it from a page of its own: `security.cookies.forgery` names it.',
    act: 'Name a request that fails for another reason, such as an empty body, and in `own` the headers that pages send.',
  },
  'rate-limit.absent': {
    means: 'As many requests as the target says to be too many were all served.',
    look: 'The setting of the limit, and what it counts by: behind a proxy it may count the proxy.',
    act: 'Switch the limit on, or state the right number in `security.rateLimit` of the target.',
  },
  'rate-limit.retry-after': {
    means: 'Who asks too often is not told when to come back, and asks on.',
    look: '`curl -i`, until it is refused.',
    act: 'Answer with `Retry-After`: seconds, or a date (RFC 9110).',
  },
  'rate-limit.stuck': {
    means: 'Whoever was refused once is not served again in the time that the target states.',
    look: 'How long its window is, and whether refused requests count.',
    act: 'Let the window end, or state in `recovers` how long it takes.',
  },
} as const satisfies Readonly<Record<string, CodeEntry>>;
