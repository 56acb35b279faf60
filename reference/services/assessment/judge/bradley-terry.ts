import type { Judgement } from './judge.js';

export interface Comparison {
  readonly first: string;
  readonly second: string;
  readonly judgement: Judgement;
}

export interface Standing {
  readonly id: string;
  /** Wins, a draw counting half. */
  readonly wins: number;
  readonly comparisons: number;
  /** The share of the total strength; all shares sum to 1. */
  readonly strength: number;
}

interface Limits {
  /** How many draws with an imaginary item of strength 1 each item is given. */
  readonly prior?: number;
  readonly tolerance?: number;
  readonly maxIterations?: number;
}

/**
 * Fits the Bradley-Terry model, in which i beats j with probability p_i / (p_i + p_j), by the minorisation-maximisation
 * algorithm of D. R. Hunter, "MM algorithms for generalized Bradley-Terry models", The Annals of Statistics 32 (2004).
 * Without the prior an item that wins (or loses) everything has no finite strength, and separate groups no common scale.
 * Standings come strongest first, equal ones by id.
 */
export function fitBradleyTerry(comparisons: readonly Comparison[], limits: Limits = {}): Standing[] {
  const { prior = 0.5, tolerance = 1e-10, maxIterations = 2_000 } = limits;
  const items = resultsOf(comparisons);
  let strengths = new Map(Array.from(items.keys(), (id) => [id, 1]));
  for (let iteration = 0; iteration < maxIterations; iteration += 1) {
    const next = new Map(Array.from(items, ([id, item]) => [id, improved(id, item, strengths, prior)]));
    const change = Math.max(
      0,
      ...Array.from(next, ([id, value]) => Math.abs(Math.log(value / strengthOf(strengths, id)))),
    );
    strengths = next;
    if (change < tolerance) break;
  }
  return standings(items, strengths);
}

interface Results {
  wins: number;
  /** How often each opponent was met. */
  readonly met: Map<string, number>;
}

function resultsOf(comparisons: readonly Comparison[]): Map<string, Results> {
  // By id, so that sums of floating-point numbers do not depend on the order in which comparisons were made.
  const ids = [...new Set(comparisons.flatMap(({ first, second }) => [first, second]))].toSorted();
  const items = new Map(ids.map((id) => [id, { wins: 0, met: new Map(ids.map((other) => [other, 0])) }]));
  for (const { first, second, judgement } of comparisons) {
    enter(items, first, second, judgement === 'draw' ? 0.5 : Number(judgement === 'first'));
    enter(items, second, first, judgement === 'draw' ? 0.5 : Number(judgement === 'second'));
  }
  return items;
}

function enter(items: ReadonlyMap<string, Results>, id: string, opponent: string, points: number): void {
  const results = items.get(id);
  if (!results) return;
  results.wins += points;
  results.met.set(opponent, (results.met.get(opponent) ?? 0) + 1);
}

function improved(id: string, { wins, met }: Results, strengths: ReadonlyMap<string, number>, prior: number): number {
  const own = strengthOf(strengths, id);
  let weight = prior / (own + 1);
  for (const [opponent, times] of met) weight += times / (own + strengthOf(strengths, opponent));
  return (wins + prior / 2) / weight;
}

function strengthOf(strengths: ReadonlyMap<string, number>, id: string): number {
  return strengths.get(id) ?? 1;
}

function standings(items: ReadonlyMap<string, Results>, strengths: ReadonlyMap<string, number>): Standing[] {
  const total = Array.from(strengths.values()).reduce((sum, value) => sum + value, 0);
  return Array.from(items, ([id, { wins, met }]) => ({
    id,
    wins,
    comparisons: [...met.values()].reduce((sum, times) => sum + times, 0),
    strength: strengthOf(strengths, id) / total,
  })).toSorted((a, b) => b.strength - a.strength || (a.id < b.id ? -1 : 1));
}
