import { byText } from './canonical.js';
import type { Evidence } from './evidence.js';
import { faultsOf, type Fault } from './faults.js';
import { graphOf, type Graph } from './graph.js';
import { sightsOf, type Sight } from './sights.js';

/** All that follows from a run's observations, before a single check is looked at. */
export interface Survey {
  readonly graph: Graph;
  readonly sight: (name: string) => Sight;
  /** The fault that a service is part of. */
  readonly faultOf: (name: string) => Fault | undefined;
  /** All faults, by name. */
  readonly faults: readonly Fault[];
  /** Those that nothing else explains. */
  readonly roots: readonly Fault[];
  /** The root faults in all that the named services need or are reached through, nearest first. */
  readonly rootsBehind: (names: Iterable<string>) => readonly Fault[];
  /** A critical service is among those of a fault that do not work. */
  readonly isCritical: (fault: Fault) => boolean;
  /** All of a fault's services are a third party's. */
  readonly isExternal: (fault: Fault) => boolean;
}

/** Works out what fails, what is only suspected and what explains what. */
export function surveyOf(evidence: Pick<Evidence, 'nodes' | 'observations'>): Survey {
  const graph = graphOf(evidence.nodes);
  const sight = sightsOf(graph, evidence.observations);
  const faultByName = faultsOf(graph, sight);
  const faults = [...new Set(faultByName.values())].toSorted((a, b) => byText(a.name, b.name));
  const nodesOf = (fault: Fault) => fault.members.map((name) => graph.nodes.get(name));

  const isCritical = (fault: Fault): boolean =>
    nodesOf(fault).some((node) => node?.critical === true && sight(node.name).state !== 'healthy');

  const rootsBehind = (names: Iterable<string>): Fault[] => {
    const steps = new Map<Fault, number>();
    for (const [name, distance] of graph.closure(names)) {
      for (const root of faultByName.get(name)?.roots ?? []) {
        const fault = faultByName.get(root);
        if (fault !== undefined) steps.set(fault, Math.min(distance, steps.get(fault) ?? distance));
      }
    }
    return [...steps]
      .toSorted(
        ([a, toA], [b, toB]) => toA - toB || Number(isCritical(b)) - Number(isCritical(a)) || byText(a.name, b.name),
      )
      .map(([fault]) => fault);
  };

  return {
    graph,
    sight,
    faultOf: (name) => faultByName.get(name),
    faults,
    roots: faults.filter((fault) => fault.roots.includes(fault.name)),
    rootsBehind,
    isCritical,
    isExternal: (fault) => nodesOf(fault).every((node) => node?.external === true),
  };
}
