import { parseJson, type Json, reach } from '../../target/json.js';
import type { Coded } from '../codes.js';
import { evidenceOf, type HttpFacts, judgeServing, succeeded } from '../http.js';

/** Judges that what the target says is closed cannot be opened by anybody. Pure. */
export function judgeClosed(facts: HttpFacts, service: string): Coded[] {
  const unserved = judgeServing(facts, service);
  if (unserved.length > 0) return unserved;
  if (!succeeded(facts)) return [];
  return [
    {
      code: 'exposure.open',
      severity: 'fail',
      cause: 'misconfigured',
      service,
      expected: `${facts.url.pathname} is closed to who is not signed in`,
      actual: `${facts.status}, ${facts.headers.get('content-type') ?? 'no content type'}`,
      hint: `\`curl -i ${facts.url.href}\`: is a folder listed, or the inside shown?`,
      evidence: evidenceOf(facts),
    },
  ];
}

/** Lines that only a stack trace has, as Node, Java, Python, .NET, Go and PHP write them. */
const TRACES = [
  /^\s*at .+[(/\\].+:\d+/m,
  /\bat [\w$.]+\([\w$]+\.(java|kt|scala):\d+\)/,
  /Traceback \(most recent call last\)/,
  /File ".+", line \d+, in /,
  /\bat .+ in .+:line \d+/,
  /goroutine \d+ \[/,
  /#\d+ .+\.php\(\d+\)/,
];

/** Judges how an unknown route is refused. Pure. */
export const judgeUnknownRoute = (facts: HttpFacts, service: string, isShaped?: (body: Json) => boolean): Coded[] =>
  judgeRefusal(facts, service, { status: 404, ...(isShaped && { isShaped }) });

/** What a refusal is to be. */
export interface Refusal {
  readonly status: number;
  /** What was asked for; a GET unless stated. */
  readonly method?: string;
  readonly isShaped?: (body: Json) => boolean;
}

/**
 * Judges how something is refused: with its status and JSON, in the shape that the target states, where it states one, and
 * without a stack trace. Pure.
 */
export function judgeRefusal(
  facts: HttpFacts,
  service: string,
  { status, method = 'GET', isShaped }: Refusal,
): Coded[] {
  const severity = isShaped === undefined ? 'warn' : 'fail';
  const base = {
    severity,
    cause: 'contract-drift' as const,
    service,
    hint: `\`curl -i -X ${method} ${facts.url.href}\``,
    evidence: { ...evidenceOf(facts), route: `${method} ${facts.url.href}` },
  } satisfies Partial<Coded>;
  if (facts.failure !== null) return judgeServing(facts, service);
  const text = unescaped(facts.text);
  const trace = TRACES.map((line) => line.exec(text)?.[0]).find((line) => line !== undefined);
  const refusal = refusalSeen(facts, status, isShaped);
  return [
    ...(trace === undefined
      ? []
      : [
          {
            ...base,
            code: 'exposure.trace' as const,
            expected: 'a refusal without a stack trace',
            actual: trace.trim(),
          },
        ]),
    ...(refusal === undefined
      ? []
      : [{ ...base, code: 'exposure.refusal' as const, expected: `${status} with a JSON error`, actual: refusal }]),
  ];
}

/** In JSON the ends of lines, and what they begin with, are written out. */
const unescaped = (text: string): string => text.replaceAll(/\\[nt]/g, '\n');

/** What is wrong with a refusal; undefined when nothing is. */
function refusalSeen(
  { status, text, headers }: HttpFacts,
  wanted: number,
  isShaped?: (body: Json) => boolean,
): string | undefined {
  const kind = headers.get('content-type') ?? 'no content type';
  const body = jsonOf(text);
  if (status !== wanted || body === undefined || !/json/i.test(kind)) return `${status}, ${kind}`;
  return isShaped === undefined || reach(() => isShaped(body)) === true
    ? undefined
    : `${status} with JSON of another shape`;
}

function jsonOf(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
