import type { Finding } from './finding.js';
import { evidenceOf, type HttpFacts, judgeSuccess } from './http.js';

/** What a page of metrics holds. */
export interface MetricsReading {
  readonly samples: number;
  /** The first line that is not in the format, counted from 1. */
  readonly broken: { readonly line: number; readonly text: string } | null;
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABEL = String.raw`[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"`;
const VALUE = String.raw`(?:[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|NaN|[+-]?Inf)`;
// The text-based format, https://prometheus.io/docs/instrumenting/exposition_formats/, with OpenMetrics' exemplars and timestamps.
const SAMPLE = new RegExp(
  String.raw`^${NAME}(?:\{(?:${LABEL}(?:,\s*${LABEL})*,?)?\s*\})?[ \t]+${VALUE}(?:[ \t]+-?\d+(?:\.\d+)?)?(?:[ \t]+#.*)?[ \t]*$`,
);

/** Reads the Prometheus text format. Pure. */
export function readMetrics(text: string): MetricsReading {
  const lines = text.split(/\r?\n/);
  const broken = lines.findIndex((line) => line.trim() !== '' && !line.startsWith('#') && !SAMPLE.test(line));
  const samples = lines.filter((line) => line.trim() !== '' && !line.startsWith('#')).length;
  return { samples, broken: broken < 0 ? null : { line: broken + 1, text: lines[broken] ?? '' } };
}

/** Judges a metrics route: it answers, in the format, with something in it. Pure. */
export function judgeMetrics(facts: HttpFacts, service: string): Finding[] {
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
