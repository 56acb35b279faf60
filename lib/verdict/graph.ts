import { byText } from './canonical.js';
import type { Node } from './evidence.js';

/** The services of a target and what each needs. Names that no node carries are left out: they cannot be judged. */
export interface Graph {
  /** By name, in the order of names. */
  readonly nodes: ReadonlyMap<string, Node>;
  /** What a service needs to work (`dependsOn`). */
  readonly dependencies: (name: string) => readonly string[];
  /** The services that need this one directly. */
  readonly dependents: (name: string) => readonly string[];
  /** The services through which it is reached, nearest first. */
  readonly viaChain: (name: string) => readonly string[];
  /** The services that depend on each other in a cycle with this one, itself included, sorted. */
  readonly cycleOf: (name: string) => readonly string[];
  /** All that the named services need or are reached through, themselves included, with the number of steps. */
  readonly closure: (names: Iterable<string>) => ReadonlyMap<string, number>;
  /** Whether the first service needs the second, directly or through others. */
  readonly needs: (name: string, needed: string) => boolean;
}

type Edges = (name: string) => readonly string[];

function walk(starts: Iterable<string>, edges: Edges): Map<string, number> {
  const steps = new Map([...starts].map((name) => [name, 0]));
  for (const [name, distance] of steps) {
    for (const next of edges(name)) if (!steps.has(next)) steps.set(next, distance + 1);
  }
  return steps;
}

function chain(name: string, nodes: ReadonlyMap<string, Node>): string[] {
  const path: string[] = [];
  let next = nodes.get(name)?.via ?? null;
  while (next !== null && nodes.has(next)) {
    // A way in that leads back to itself says nothing about who stands in front of whom.
    if (next === name || path.includes(next)) return [];
    path.push(next);
    next = nodes.get(next)?.via ?? null;
  }
  return path;
}

/** Builds the graph of a target's services; cycles and unknown names are allowed. */
export function graphOf(list: Iterable<Node>): Graph {
  const nodes = new Map([...list].toSorted((a, b) => byText(a.name, b.name)).map((node) => [node.name, node]));
  const known = (names: readonly string[]): string[] => [...new Set(names)].filter((name) => nodes.has(name));
  const dependencies = new Map([...nodes].map(([name, node]) => [name, known(node.dependsOn)]));
  const dependenciesOf: Edges = (name) => dependencies.get(name) ?? [];
  const viaOf: Edges = (name) => known([nodes.get(name)?.via ?? '']);
  const reach = new Map([...nodes.keys()].map((name) => [name, walk([name], dependenciesOf)]));
  const needs = (name: string, needed: string): boolean => name !== needed && reach.get(name)?.has(needed) === true;

  return {
    nodes,
    dependencies: dependenciesOf,
    dependents: (name) => [...nodes.keys()].filter((other) => dependenciesOf(other).includes(name)),
    viaChain: (name) => chain(name, nodes),
    cycleOf: (name) =>
      [...nodes.keys()].filter((other) => other === name || (needs(name, other) && needs(other, name))),
    closure: (names) => walk(known([...names]), (name) => [...dependenciesOf(name), ...viaOf(name)]),
    needs,
  };
}
