import type { Coded } from '../codes.js';
import { evidenceOf, type HttpFacts, judgeServing } from '../http.js';

type Stated = Readonly<Record<string, string | RegExp>>;

/** What good practice wants of a header, where the target does not say. */
interface Practice {
  readonly name: string;
  readonly expected: string;
  readonly isGood: (value: string, headers: Headers) => boolean;
  /** It means nothing on other answers. */
  readonly only?: 'https' | 'pages';
}

const HSTS = 'strict-transport-security';
const POLICY = 'content-security-policy';

/** Seconds of HSTS below which it hardly protects anybody: 180 days. */
const LONG_ENOUGH = 15_552_000;

const PRACTICES: readonly Practice[] = [
  {
    name: HSTS,
    expected: 'max-age of 180 days or more',
    isGood: (value) => Number(/max-age="?(\d+)/i.exec(value)?.[1] ?? 0) >= LONG_ENOUGH,
    only: 'https',
  },
  { name: POLICY, expected: 'a policy', isGood: (value) => value !== '', only: 'pages' },
  { name: 'x-content-type-options', expected: 'nosniff', isGood: (value) => value.toLowerCase() === 'nosniff' },
  {
    name: 'x-frame-options',
    expected: 'DENY or SAMEORIGIN, or frame-ancestors in the content security policy',
    isGood: (value, headers) =>
      /^(deny|sameorigin)$/i.test(value) || /(^|;)\s*frame-ancestors\s/i.test(headers.get(POLICY) ?? ''),
    only: 'pages',
  },
  {
    name: 'referrer-policy',
    expected: 'a policy that keeps paths from other sites',
    isGood: (value) => value !== '' && !/unsafe-url|no-referrer-when-downgrade/i.test(value),
    only: 'pages',
  },
];

/**
 * Judges the headers by which browsers protect people: what the target states fails when it is not so, the rest is good practice
 * (OWASP, HTTP Headers Cheat Sheet) and warns. Pure.
 */
export function judgeHeaders(facts: HttpFacts, service: string, stated: Stated = {}): Coded[] {
  const unserved = judgeServing(facts, service);
  if (unserved.length > 0) return unserved;
  const names = new Set(Object.keys(stated).map((name) => name.toLowerCase()));
  const wrong = (name: string, severity: Coded['severity'], expected: string): Coded => ({
    code: 'headers.protection',
    severity,
    cause: 'misconfigured',
    service,
    expected: `${name}: ${expected}`,
    actual: facts.headers.get(name) ?? 'no such header',
    hint: `\`curl -si ${facts.url.href}\``,
    evidence: evidenceOf(facts),
  });
  return [
    ...Object.entries(stated)
      .filter(([name]) => name.toLowerCase() !== HSTS || isSecure(facts))
      .filter(([name, value]) => !fits(facts.headers.get(name), value))
      .map(([name, value]) => wrong(name.toLowerCase(), 'fail', String(value))),
    ...PRACTICES.filter(({ name, only }) => !names.has(name) && concerns(only, facts))
      .filter(({ name, isGood }) => !isGood(facts.headers.get(name) ?? '', facts.headers))
      .map(({ name, expected }) => wrong(name, 'warn', expected)),
  ];
}

const isSecure = ({ url }: HttpFacts): boolean => url.protocol === 'https:';

const isPage = ({ headers }: HttpFacts): boolean => /text\/html/i.test(headers.get('content-type') ?? '');

const concerns = (only: Practice['only'], facts: HttpFacts): boolean =>
  only === undefined || (only === 'https' ? isSecure(facts) : isPage(facts));

const fits = (seen: string | null, stated: string | RegExp): boolean =>
  seen !== null && (typeof stated === 'string' ? seen === stated : new RegExp(stated.source, stated.flags).test(seen));

/** Headers whose only use is to tell what answers. */
const BANNERS = ['x-powered-by', 'x-aspnet-version', 'x-aspnetmvc-version', 'x-generator'];

/** Judges that no header tells which version of what software answers. Pure. */
export function judgeVersions(facts: HttpFacts, service: string, { hides = false } = {}): Coded[] {
  const unserved = judgeServing(facts, service);
  if (unserved.length > 0) return unserved;
  const telling = [...BANNERS, 'server'].filter((name) => {
    const value = facts.headers.get(name);
    return value !== null && (BANNERS.includes(name) || (name === 'server' && /\d/.test(value)));
  });
  return telling.map((name) => ({
    code: 'headers.version',
    severity: hides ? 'fail' : 'warn',
    cause: 'misconfigured',
    service,
    expected: 'no header that tells software and version',
    actual: `${name}: ${facts.headers.get(name)}`,
    hint: `\`curl -si ${facts.url.href}\`; is it the server's, or of a proxy in front?`,
    evidence: evidenceOf(facts),
  }));
}
