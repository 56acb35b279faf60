import type { Coded } from './codes.js';
import { evidenceOf, type HttpFacts, judgeSuccess } from './http.js';

/** What a page of metrics holds. */
export interface MetricsReading {
  readonly samples: number;
  /** The first line that is not in the format, counted from 1. */
  readonly broken: { readonly line: number; readonly text: string } | null;
}

// The text-based format, https://prometheus.io/docs/instrumenting/exposition_formats/, with the exemplars of OpenMetrics
// and the quoted names of Prometheus 3.
const GAP = String.raw`[ \t]*`;
const QUOTED = String.raw`"(?:[^"\\\n]|\\["\\n])*"`;
const LABEL = String.raw`(?:[a-zA-Z_]\w*|${QUOTED})${GAP}=${GAP}${QUOTED}`;
// No two parts that can match the same stand side by side: on a line that is wrong at its end, all their shares would be tried.
const listOf = (first: string): string =>
  String.raw`\{${GAP}(?:${first}${GAP}(?:,${GAP}${LABEL}${GAP})*(?:,${GAP})?)?\}`;
const SERIES = `(?:[a-zA-Z_:][a-zA-Z0-9_:]*(?:${GAP}${listOf(LABEL)})?|${listOf(QUOTED)})`;
const VALUE = String.raw`(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|NaN|[+-]?Inf)`;
const SAMPLE = new RegExp(String.raw`^${SERIES}(?:[ \t]+|(?<=\}))${VALUE}(?:[ \t]+-?\d+(?:\.\d+)?)?(?:[ \t]+#.*)?$`);
const TYPE = /^#[ \t]+TYPE[ \t]/;
const KNOWN_TYPE =
  /^#[ \t]+TYPE[ \t]+\S+[ \t]+(counter|gauge|histogram|summary|untyped|unknown|info|stateset|gaugehistogram)$/;

const isSample = (line: string): boolean => line !== '' && !line.startsWith('#');
const isBroken = (line: string): boolean =>
  isSample(line) ? !SAMPLE.test(line) : TYPE.test(line) && !KNOWN_TYPE.test(line);

/** Reads the Prometheus text format. Pure. */
export function readMetrics(text: string): MetricsReading {
  const lines = text.split('\n').map((line) => line.trim());
  const broken = lines.findIndex(isBroken);
  const samples = lines.filter(isSample).length;
  return { samples, broken: broken < 0 ? null : { line: broken + 1, text: lines[broken] ?? '' } };
}

/** Judges a metrics route: it answers, in the format, with something in it. Pure. */
export function judgeMetrics(facts: HttpFacts, service: string): Coded[] {
  const unanswered = judgeSuccess(facts, service);
  if (unanswered.length > 0) return unanswered;
  const { samples, broken } = readMetrics(facts.text);
  const base = { severity: 'fail' as const, cause: 'contract-drift' as const, service, evidence: evidenceOf(facts) };
  const hint = `\`curl -s ${facts.url.href} | promtool check metrics\``;
  const expected = 'samples in the Prometheus text format';
  if (broken !== null) {
    const actual = `line ${broken.line}: ${broken.text.slice(0, 80)}`;
    return [{ ...base, code: 'metrics.malformed', expected, actual, hint }];
  }
  return samples > 0 ? [] : [{ ...base, code: 'metrics.empty', expected, actual: 'no sample', hint }];
}
