import { canonicalJson, canonicalOrder, grouped, sortedUnique } from './canonical.js';
import type { CheckResult, Evidence, Outcome } from './evidence.js';
import { counted, listed } from './words.js';

/** What one shard of a run found, and what shows that it belongs to the others. */
export interface Shard {
  readonly target: string;
  readonly environment: string;
  /** The build that it saw; null when the target names none. */
  readonly build: string | null;
  /** Null for a run that was not split. */
  readonly shard: { readonly index: number; readonly total: number } | null;
  readonly evidence: Evidence;
}

export type Refusal =
  | 'no-shards'
  | 'not-a-shard'
  | 'other-total'
  | 'shard-twice'
  | 'shard-missing'
  | 'other-target'
  | 'other-build'
  | 'other-graph';

export type Merged =
  | { readonly ok: true; readonly evidence: Evidence }
  | { readonly ok: false; readonly code: Refusal; readonly text: string };

const refuse = (code: Refusal, text: string): Merged => ({ ok: false, code, text });

/** Puts the shards of one run together, or says why they are not one run. The order of the shards does not matter. */
export function mergeShards(shards: readonly Shard[]): Merged {
  const [first] = shards;
  if (first === undefined) return refuse('no-shards', 'there is nothing to merge');
  if (shards.length === 1 && first.shard === null) return { ok: true, evidence: first.evidence };
  return disagreement(shards) ?? incompleteness(shards) ?? { ok: true, evidence: together(shards) };
}

function disagreement(shards: readonly Shard[]): Merged | undefined {
  const differing = (key: (shard: Shard) => string): string | undefined => {
    const values = sortedUnique(shards.map(key));
    return values.length > 1 ? listed(values) : undefined;
  };
  const targets = differing(({ target, environment }) => `${target} (${environment})`);
  if (targets !== undefined) return refuse('other-target', `the results are of different targets: ${targets}`);
  const builds = differing(({ build }) => build ?? 'unknown');
  if (builds !== undefined) return refuse('other-build', `the results are of different builds: ${builds}`);
  const graphs = differing(({ evidence }) => canonicalJson(canonicalOrder(evidence.nodes)));
  if (graphs !== undefined) return refuse('other-graph', 'the results know different services of the target');
  return undefined;
}

function incompleteness(shards: readonly Shard[]): Merged | undefined {
  const parts = shards.map(({ shard }) => shard).filter((shard) => shard !== null);
  if (parts.length < shards.length) return refuse('not-a-shard', 'results of a whole run cannot be merged with others');
  const totals = [...new Set(parts.map(({ total }) => total))].toSorted((a, b) => a - b);
  const total = totals[0] ?? 0;
  if (totals.length > 1) {
    return refuse('other-total', `the run was split into ${listed(totals.map(String))} shards: these are not one run`);
  }
  const indices = parts.map(({ index }) => index);
  const stray = indices.find((index) => index < 1 || index > total);
  if (stray !== undefined) return refuse('not-a-shard', `there is no shard ${stray}/${total}`);
  const twice = indices.filter((index, place) => indices.indexOf(index) < place);
  if (twice.length > 0) return refuse('shard-twice', `shard ${listed(sortedUnique(twice.map(String)))} is given twice`);
  const missing = Array.from({ length: total }, (_, place) => place + 1).filter((index) => !indices.includes(index));
  if (missing.length > 0) {
    const names = listed(missing.map((index) => `${index}/${total}`));
    return refuse('shard-missing', `${counted(missing.length, 'shard')} missing: ${names}`);
  }
  return undefined;
}

function together(shards: readonly Shard[]): Evidence {
  const all = shards.map(({ evidence }) => evidence);
  return {
    nodes: canonicalOrder(all.flatMap(({ nodes }) => nodes)),
    observations: canonicalOrder(all.flatMap(({ observations }) => observations)),
    checks: worstOfEach(all.flatMap(({ checks }) => checks)),
    errors: sortedUnique([...all.flatMap(({ errors }) => errors), ...shards.flatMap(emptyShard)]),
    mustVerify: sortedUnique(all.flatMap(({ mustVerify }) => mustVerify)),
    strict: all.some(({ strict }) => strict),
    levels: [...new Set(all.flatMap(({ levels }) => levels))].toSorted((a, b) => a - b),
    knownIssues: canonicalOrder(all.flatMap(({ knownIssues }) => knownIssues)),
  };
}

// A shard that executed nothing is a split that went wrong: its checks are in no other shard.
const emptyShard = ({ shard, evidence }: Shard): string[] =>
  evidence.checks.some(({ outcome }) => EXECUTED.includes(outcome) || outcome === 'blocked')
    ? []
    : [`shard ${shard?.index}/${shard?.total} executed nothing`];

const EXECUTED: readonly Outcome[] = ['passed', 'failed', 'flaky'];
const WORST_FIRST: readonly Outcome[] = ['failed', 'blocked', 'unverified', 'flaky', 'passed', 'not-applicable'];

const byOutcome = (a: CheckResult, b: CheckResult): number =>
  WORST_FIRST.indexOf(a.outcome) - WORST_FIRST.indexOf(b.outcome);

// Levels 1 and 2 run in every shard, so that one check may have several results: the worst one counts.
function worstOfEach(checks: readonly CheckResult[]): CheckResult[] {
  const same = grouped(canonicalOrder(checks), ({ id, project }) => JSON.stringify([id, project]));
  return [...same.values()].flatMap((results) => results.toSorted(byOutcome).slice(0, 1));
}
