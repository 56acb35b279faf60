import { stripVTControlCharacters } from 'node:util';
import { grouped } from './canonical.js';
import type { CheckResult } from './evidence.js';

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const RUN_DATA = /smoke-[\w-]+/g;
const HEX = /\b(?=[a-f]*\d)[0-9a-f]{8,}\b/gi;
/** `p416`, `usr_20`: a letter or a few before a number, but for a version. */
const LETTERED = /\b(?!v\d)[a-z]{1,4}[-_]?\d{2,}\b/gi;
const NUMBER = /\d+(?:\.\d+)?/g;
const NUMBER_IN_TEXT = /\b\d+(?:\.\d+)?/g;
// An HTTP status tells two failures apart; a duration, a size or an id of three digits does not. It is known by what stands before it.
const STATUS =
  /(?:\b(?:answer(?:s|ed)?|status(?: ?code)?|expect(?:s|ed)?(?: not)?|seen|saw|receive[sd]|not|instead of|with|http)|->)[\s":=(]*$/i;
const IS_STATUS = /^[1-5]\d\d$/;
const UNIT = /^\s*(?:ms|s|bytes|k?B|%)/;

// What was seen last while something was waited for, which is of that moment.
const SEEN_LAST = /(?:; last came|; nothing came|, saw last)\b.*$/s;

const withoutIds = (text: string): string =>
  stripVTControlCharacters(text)
    .replace(UUID, '<id>')
    .replace(RUN_DATA, '<id>')
    .replace(HEX, '<id>')
    .replace(LETTERED, '<id>');

/** An error's text without what differs from one run, item or attempt to the next. */
export const normaliseError = (text: string): string =>
  withoutIds(text)
    .replace(SEEN_LAST, '')
    .replace(NUMBER_IN_TEXT, (number, at: number, whole: string) =>
      isStatus(number, whole.slice(Math.max(0, at - 24), at), whole.slice(at + number.length)) ? number : '<n>',
    )
    .trim();

const isStatus = (number: string, before: string, after: string): boolean =>
  IS_STATUS.test(number) && STATUS.test(before) && !UNIT.test(after);

const normaliseRoute = (route: string): string => {
  const [path = '', ...answer] = withoutIds(route).split(' -> ');
  const segments = path.split('/').map((segment) => (/^\d/.test(segment) ? segment.replace(NUMBER, '<n>') : segment));
  return [segments.join('/'), ...answer].join(' -> ');
};

/** A crash says why a check failed, whatever the check wanted. */
const CRASHED = /-> 5\d\d$/;
const SAID_TO_CRASH = /\b(GET|HEAD|POST|PUT|PATCH|DELETE) (?:https?:\/\/[^/\s]+)?(\/[^\s?]*)\S* answered (5\d\d)\b/;

const SHUT_OUT =
  /\b([A-Z]+ \/\S*) answered (\d{3})\b.*\((?:SMOKE_SIGN_IN_REFUSED|SMOKE_TOKEN_REFUSED|SMOKE_NO_TOKEN)\)/s;

/** The route by which a check's account was not let in, where that is why it failed: whoever was to get in, and whatever for. */
export function shutOutOf({ reason }: CheckResult): string | undefined {
  const [said, route = '', status] = SHUT_OUT.exec(reason ?? '') ?? [];
  return said === undefined ? undefined : normaliseRoute(`${route} -> ${status}`);
}

/** The route that crashed under a check, where one did: the reason names it when somebody else's request failed, such as a sign-in. */
function crashOf({ route, reason }: CheckResult): string | undefined {
  const [said, method, path, status] = SAID_TO_CRASH.exec(reason ?? '') ?? [];
  const crashed = said === undefined ? route : `${method} ${path} -> ${status}`;
  if (crashed === null || !CRASHED.test(crashed)) return undefined;
  return normaliseRoute(crashed).replaceAll(/<(?:n|id)>/g, ':id');
}

/** Routes of one service that crash, from which on it is the service that crashes and not they. */
const ALL_OVER = 4;

const serviceOf = ({ services: [first] }: CheckResult): string | null => first ?? null;

const routeOf = ({ route }: CheckResult): string | null => (route === null ? null : normaliseRoute(route));

/** The describe that a check belongs to. */
const subjectOf = ({ id }: CheckResult): string => id.split(' > ', 1)[0] ?? id;

/** What strangers may do is told by itself, whatever else of its subject fails. */
const STANDS_ALONE = 'security';

/**
 * By what two of these checks are told to fail for one reason: what let nobody in, whatever service they are about; or else the service, and what
 * crashed; or what they are about, where the check fails on which the others stand; or the service, the route and the error.
 */
export function samenessIn(checks: readonly CheckResult[]): (check: CheckResult) => string {
  const closed = new Set(checks.flatMap((check) => shutOutOf(check) ?? []));
  const crashing = new Map(
    [...grouped(checks, serviceOf)].map(([service, own]) => [
      service,
      new Set(own.flatMap((check) => crashOf(check) ?? [])).size,
    ]),
  );
  const causeOf = (check: CheckResult): string | undefined => {
    const service = serviceOf(check);
    const crash = crashOf(check);
    const cause = crash ?? shutOutOf(check) ?? routeOf(check);
    if (cause !== null && closed.has(cause)) return JSON.stringify([cause]);
    if (crash === undefined) return undefined;
    return JSON.stringify((crashing.get(service) ?? 0) < ALL_OVER ? [service, crash] : [service]);
  };
  const fallen = new Map(
    checks
      .filter(({ foundation }) => foundation)
      .map((check) => [subjectOf(check), causeOf(check) ?? JSON.stringify({ subject: subjectOf(check) })]),
  );
  return (check) =>
    causeOf(check) ??
    (check.area === STANDS_ALONE ? undefined : fallen.get(subjectOf(check))) ??
    JSON.stringify([serviceOf(check), routeOf(check), normaliseError(check.reason ?? '')]);
}
