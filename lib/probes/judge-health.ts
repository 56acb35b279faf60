import type { HealthWords } from '../target/services.js';
import type { Finding } from './finding.js';
import { type HealthReport, stateOfAnswer } from './health.js';
import { evidenceOf, type HttpFacts, judgeAnswered } from './http.js';

/** Judges a health route by its status *and* its body. Pure. */
export function judgeHealth(facts: HttpFacts, service: string, words: HealthWords = {}): Finding[] {
  if (facts.failure !== null) return judgeAnswered(facts, service);
  const report = stateOfAnswer(facts, words);
  const base = { service, expected: 'a healthy report', evidence: evidenceOf(facts) };
  const look = `\`curl -i ${facts.url.href}\``;
  switch (report.state) {
    case 'unhealthy':
      return [
        {
          ...base,
          code: 'health.unhealthy',
          severity: 'fail',
          cause: 'unhealthy',
          actual: describe(facts, report),
          hint: `${look} names what fails`,
        },
      ];
    case 'none':
      return [
        {
          ...base,
          code: 'health.not-a-report',
          severity: 'fail',
          cause: 'contract-drift',
          actual: `${facts.status} with "${report.said}"`,
          hint: `${look}: does something else answer in its place?`,
        },
      ];
    case 'unknown':
      return [
        {
          ...base,
          code: 'health.unknown-word',
          severity: 'fail',
          cause: 'contract-drift',
          actual: `the state "${report.said}"`,
          hint: `state what it means in the target: healthWords: { healthy: ['${report.said}'] }`,
        },
      ];
    default:
      return degraded(facts, service, report);
  }
}

function degraded(facts: HttpFacts, service: string, report: HealthReport): Finding[] {
  const parts = report.parts.filter(({ state }) => state === 'unhealthy' || state === 'degraded');
  if (report.state !== 'degraded' && parts.length === 0) return [];
  return [
    {
      code: 'health.degraded',
      severity: 'warn',
      cause: 'unhealthy',
      service,
      expected: 'a healthy report',
      actual: describe(facts, report),
      hint: `\`curl -i ${facts.url.href}\` names the part; was it so before the deployment?`,
      evidence: evidenceOf(facts),
    },
  ];
}

/** `503, unhealthy: postgres is down`. */
function describe(facts: HttpFacts, { said, parts }: HealthReport): string {
  const failing = parts.filter(({ state }) => state === 'unhealthy' || state === 'degraded');
  const named = failing.map((part) => `${part.name} is ${part.said}`).join(', ');
  return [`${facts.status}`, said === '' ? '' : `, ${said}`, named === '' ? '' : `: ${named}`].join('');
}

/** The names of the parts that a report calls unhealthy. Pure. */
export const accusedBy = (facts: HttpFacts, words: HealthWords = {}): string[] =>
  stateOfAnswer(facts, words)
    .parts.filter(({ state }) => state === 'unhealthy')
    .map(({ name }) => name);

/** Judges a database route: a healthy report whose words are about the database. Pure. */
export const judgeDatabaseHealth = (facts: HttpFacts, service: string, words: HealthWords = {}): Finding[] =>
  judgeHealth(facts, service, words).map((finding) =>
    finding.code === 'health.unhealthy'
      ? { ...finding, code: 'health.database', expected: 'a database that answers' }
      : finding,
  );

/** Judges a database summary: it answers, and it describes something. Pure. */
export function judgeDatabaseSummary(facts: HttpFacts, service: string): Finding[] {
  if (facts.failure !== null || facts.status < 200 || facts.status >= 300) return judgeDatabaseHealth(facts, service);
  const leaves = leavesOf(facts.text);
  if (leaves > 0) return [];
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

function leavesOf(text: string): number {
  const count = (value: unknown): number =>
    typeof value === 'object' && value !== null
      ? Object.values(value).reduce<number>((sum, each) => sum + count(each), 0)
      : value === null || value === ''
        ? 0
        : 1;
  try {
    return count(JSON.parse(text));
  } catch {
    return 0;
  }
}
