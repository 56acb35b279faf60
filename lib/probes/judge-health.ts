import { parseJson } from '../target/json.js';
import type { HealthWords } from '../target/services.js';
import type { Coded } from './codes.js';
import type { HealthState } from './health-words.js';
import { type HealthReport, readHealth } from './health.js';
import { evidenceOf, type HttpFacts, judgeEncoding, judgeSuccess, succeeded } from './http.js';

/** Statuses that speak of the route and not of the service: it moved, wants a login, is gone, or is asked too often. */
const OF_THE_ROUTE = [401, 403, 404, 405, 429];
const speaksOfTheRoute = ({ status }: HttpFacts): boolean =>
  (status >= 300 && status < 400) || OF_THE_ROUTE.includes(status);

/** What a whole answer of a health route says of the service: its status *and* its body. Pure. */
function reportIn(facts: HttpFacts, words: HealthWords): HealthReport {
  const report = readHealth(facts.text, words);
  return succeeded(facts) ? report : { ...report, state: 'unhealthy' };
}

/** Judges a health route. Pure. */
export const judgeHealth = (facts: HttpFacts, service: string, words: HealthWords = {}): Coded[] =>
  facts.failure !== null || speaksOfTheRoute(facts)
    ? judgeSuccess(facts, service)
    : [...judgeReport(facts, service, words), ...judgeEncoding(facts, service)];

function judgeReport(facts: HttpFacts, service: string, words: HealthWords): Coded[] {
  const report = reportIn(facts, words);
  const look = `\`curl -i ${facts.url.href}\``;
  const base = { severity: 'fail' as const, service, expected: 'a healthy report', evidence: evidenceOf(facts) };
  switch (report.state) {
    case 'unhealthy': {
      const hint = `${look} names what fails`;
      return [{ ...base, code: 'health.unhealthy', cause: 'unhealthy', actual: describe(facts, report), hint }];
    }
    case 'none': {
      const actual = `${facts.status} with "${report.said}"`;
      const hint = `${look}: does something else answer in its place?`;
      return [{ ...base, code: 'health.not-a-report', cause: 'contract-drift', actual, hint }];
    }
    case 'unknown': {
      const actual = `the state "${report.said}"`;
      const hint = `state what it means in the target: healthWords: { healthy: ['${report.said}'] }`;
      return [{ ...base, code: 'health.unknown-word', cause: 'contract-drift', actual, hint }];
    }
    default: {
      if (report.state !== 'degraded' && unwellIn(report).length === 0) return [];
      const hint = `${look} names the part; was it so before the deployment?`;
      const actual = describe(facts, report);
      return [{ ...base, severity: 'warn', code: 'health.degraded', cause: 'unhealthy', actual, hint }];
    }
  }
}

const unwellIn = ({ parts }: HealthReport): HealthReport['parts'] =>
  parts.filter(({ state }) => state === 'unhealthy' || state === 'degraded');

/** Parts that are named before the others are counted. */
const MOST_NAMED = 10;

/** `503, unhealthy: postgres is down`. */
function describe(facts: HttpFacts, report: HealthReport): string {
  const unwell = unwellIn(report);
  const more = unwell.length > MOST_NAMED ? [`${unwell.length - MOST_NAMED} more`] : [];
  const named = [...unwell.slice(0, MOST_NAMED).map((part) => `${part.name} is ${part.said}`), ...more];
  const said = report.said === '' ? '' : `, ${report.said}`;
  return `${facts.status}${said}${named.length === 0 ? '' : `: ${named.join(', ')}`}`;
}

/** The names of the parts that a health body calls unhealthy, and of those that it calls healthy. Pure. */
export function hearsayIn(
  facts: HttpFacts,
  words: HealthWords = {},
): { readonly ill: string[]; readonly well: string[] } {
  const { parts } = readHealth(facts.text, words);
  const called = (word: HealthState): string[] => parts.filter(({ state }) => state === word).map(({ name }) => name);
  return { ill: called('unhealthy'), well: called('healthy') };
}

/** Judges a route that tells whether a service is alive or ready: by its status first, then by what it says. Pure. */
export const judgeReadiness = (facts: HttpFacts, service: string, words: HealthWords = {}): Coded[] =>
  facts.failure === null && succeeded(facts) ? judgeHealth(facts, service, words) : judgeSuccess(facts, service);

/** Judges a database route: a healthy report whose words are about the database. Pure. */
export const judgeDatabaseHealth = (facts: HttpFacts, service: string, words: HealthWords = {}): Coded[] =>
  judgeHealth(facts, service, words).map((finding) =>
    finding.code === 'health.unhealthy'
      ? { ...finding, code: 'health.database', expected: 'a database that answers' }
      : finding,
  );

/** Judges a database summary: it answers, says nothing bad, and describes something. Pure. */
export function judgeDatabaseSummary(facts: HttpFacts, service: string, words: HealthWords = {}): Coded[] {
  const unwell = judgeDatabaseHealth(facts, service, words);
  if (unwell.some(({ severity }) => severity === 'fail') || describesSomething(facts.text)) return unwell;
  return [
    {
      code: 'health.empty-summary',
      severity: 'fail',
      cause: 'data',
      service,
      expected: 'a summary that describes the database',
      actual: facts.text.trim() === '' ? 'an empty answer' : 'a summary without a value',
      hint: `\`curl -i ${facts.url.href}\`: were the migrations applied?`,
      evidence: evidenceOf(facts),
    },
  ];
}

/** What says only whose summary it is, when it was made, and that all is well. */
const DESCRIBES_NOTHING = ['status', 'state', 'ok', 'success', 'service', 'timestamp', 'time'];

function describesSomething(text: string): boolean {
  const holds = (value: unknown): boolean =>
    typeof value === 'object' && value !== null ? Object.values(value).some(holds) : value !== null && value !== '';
  try {
    const summary: unknown = parseJson(text);
    if (typeof summary !== 'object' || summary === null) return false;
    return Object.entries(summary).some(([name, value]) => !DESCRIBES_NOTHING.includes(name) && holds(value));
  } catch {
    return false;
  }
}
