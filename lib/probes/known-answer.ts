import { isDeepStrictEqual } from 'node:util';
import type { Answer } from '../clients/http.js';
import type { KnownAnswer } from '../target/capabilities.js';
import type { Coded } from './codes.js';
import { causeOfStatus } from './http.js';

/** What of an answer is compared with what is known. */
export interface KnownFacts {
  readonly status: number;
  readonly selected: unknown;
  readonly route: string;
  readonly correlationId: string;
}

/** Picks what is known out of an answer; what cannot be picked is `undefined`. */
export function selectKnown(answer: Answer, known: Pick<KnownAnswer, 'select'>): KnownFacts {
  const route = `${answer.method} ${answer.url.pathname}${answer.url.search}`;
  const facts = { status: answer.status, route, correlationId: answer.correlationId };
  try {
    return { ...facts, selected: known.select(answer.json) };
  } catch {
    return { ...facts, selected: undefined };
  }
}

/** Judges an answer that is known beforehand. Pure. */
export function judgeKnown(facts: KnownFacts, service: string, expected: unknown): Coded[] {
  if (isDeepStrictEqual(facts.selected, expected)) return [];
  const succeeded = facts.status >= 200 && facts.status < 300;
  return [
    {
      code: 'seed.differs',
      severity: 'fail',
      cause: succeeded ? 'data' : causeOfStatus(facts.status),
      service,
      expected: shown(expected),
      actual: succeeded ? shown(facts.selected) : `status ${facts.status}`,
      hint: `ask it by hand: \`${facts.route}\`; was the deployment seeded, and not changed since?`,
      evidence: { route: facts.route, status: String(facts.status), correlation_id: facts.correlationId },
    },
  ];
}

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value)).slice(0, 200);
