import type { Coded } from '../codes.js';
import { evidenceOf, type HttpFacts, judgeAnswered } from '../http.js';

/** The address at which browsers come without https to an origin that is reached by it. */
export function plainAddressOf(origin: URL): URL | undefined {
  if (origin.protocol !== 'https:' || origin.port !== '') return undefined;
  const plain = new URL(origin);
  plain.protocol = 'http:';
  return plain;
}

/**
 * Judges that who comes by http is led to https. Where the target does not say that anybody can, nothing that serves there is as
 * good, and anything else only warns. Pure.
 */
export function judgePlainHttp(facts: HttpFacts, service: string, { stated = false } = {}): Coded[] {
  if (facts.failure !== null) return stated ? judgeAnswered(facts, service) : [];
  const location = facts.headers.get('location');
  const isRedirect = facts.status >= 300 && facts.status < 400 && location !== null;
  if (isRedirect && URL.canParse(location, facts.url) && new URL(location, facts.url).protocol === 'https:') return [];
  if (!stated && facts.status >= 400) return [];
  return [
    {
      code: 'redirect.https',
      severity: stated ? 'fail' : 'warn',
      cause: 'misconfigured',
      service,
      expected: `${facts.url.href} leads to https`,
      actual: isRedirect ? `${facts.status}, to ${location}` : `${facts.status}`,
      hint: `\`curl -si ${facts.url.href}\``,
      evidence: evidenceOf(facts),
    },
  ];
}
