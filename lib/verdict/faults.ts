import { byText, sortedUnique } from './canonical.js';
import type { Graph } from './graph.js';
import type { Sight } from './sights.js';

/** A service, or a cycle of them, that does not work: seen to fail, or suspected. */
export interface Fault {
  /** The member that names it: the first that was seen failing, or that is suspected. */
  readonly name: string;
  readonly members: readonly string[];
  readonly suspected: boolean;
  /** The root faults that explain it; itself when nothing that it needs fails. */
  readonly roots: readonly string[];
}

/** A cycle counts as one service. */
interface Group {
  readonly members: readonly string[];
  readonly name: string;
  readonly state: Sight['state'];
  /** It was looked at where it stands, and there is nobody: not merely a service that does not do its work. */
  readonly isGone: boolean;
}

function groupsOf(graph: Graph, sight: (name: string) => Sight): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const name of graph.nodes.keys()) {
    if (groups.has(name)) continue;
    const members = graph.cycleOf(name);
    const inState = (state: Sight['state']): string | undefined => members.find((one) => sight(one).state === state);
    const failing = inState('failing');
    const state = failing !== undefined ? 'failing' : inState('healthy') !== undefined ? 'healthy' : 'unknown';
    const isGone = members.length === 1 && state === 'failing' && isNotStarted(sight(name));
    const group: Group = { members, name: failing ?? inState('unknown') ?? name, state, isGone };
    for (const member of members) groups.set(member, group);
  }
  return groups;
}

const isNotStarted = ({ look }: Sight): boolean =>
  look?.throughVia === false && look.findings.some(({ cause }) => cause === 'not-started');

/**
 * The faults of a target, by the name of each member. A fault is explained by the faults which it needs, also across
 * services that nobody saw; a healthy service in between does its work and passes no blame on. That a service is gone altogether is
 * explained only by a fault that ended all who need it: those who survive what they need are told by failing.
 */
export function faultsOf(graph: Graph, sight: (name: string) => Sight): ReadonlyMap<string, Fault> {
  const groupByName = groupsOf(graph, sight);
  const groups = [...new Set(groupByName.values())];
  const suspects = new Set<Group>();
  const isFaulty = (group: Group): boolean => group.state === 'failing' || suspects.has(group);

  const neededBy = (group: Group): Group[] =>
    group.members
      .flatMap((name) => graph.dependencies(name))
      .flatMap((name) => groupByName.get(name) ?? [])
      .filter((other) => other !== group);

  const faultsBehind = (group: Group): Set<Group> => {
    const crossed = new Set([group]);
    const found = new Set<Group>();
    for (const here of crossed) {
      for (const next of neededBy(here)) {
        if (isFaulty(next)) found.add(next);
        else if (next.state === 'unknown') crossed.add(next);
      }
    }
    return found;
  };
  const takesDown = (fault: Group): boolean => {
    const dependents = groups.filter((group) => faultsBehind(group).has(fault) && group.state !== 'unknown');
    // What one alone suffers may well be its own fault, unless the ending has come down to it from somewhere.
    const isCommon = dependents.length >= 2 || (fault.isGone && explanations(fault).length > 0);
    return isCommon && dependents.every(({ isGone }) => isGone);
  };
  const explanations = (group: Group): Group[] =>
    [...faultsBehind(group)].filter((fault) => !group.isGone || takesDown(fault));
  const rootsOf = (group: Group): Group[] => {
    const behind = explanations(group);
    return behind.length === 0 ? [group] : behind.flatMap(rootsOf);
  };
  const isUnexplained = (group: Group): boolean => group.state === 'failing' && explanations(group).length === 0;

  for (const group of accused(graph, sight, groups)) suspects.add(group);
  for (;;) {
    const suspect = mostSuspect(graph, groupByName, groups, isFaulty, isUnexplained);
    if (suspect === undefined) break;
    suspects.add(suspect);
  }

  const faults = groups.filter(isFaulty).map((group) => ({
    name: group.name,
    members: group.members,
    suspected: group.state !== 'failing',
    roots: sortedUnique(rootsOf(group).map((root) => root.name)),
  }));
  return new Map(faults.flatMap((fault) => fault.members.map((member) => [member, fault])));
}

/** Services that nobody saw and that the health bodies of services which need them call ill. */
function accused(graph: Graph, sight: (name: string) => Sight, groups: readonly Group[]): Group[] {
  const accusers = [...graph.nodes.keys()].map((name) => ({ name, accuses: sight(name).look?.accuses ?? [] }));
  return groups.filter(
    ({ state, members }) =>
      state === 'unknown' &&
      members.some((member) =>
        accusers.some(({ name, accuses }) => accuses.includes(member) && graph.needs(name, member)),
      ),
  );
}

/**
 * The unseen service whose failure would explain the most: two or more of those that need it fail, none of them is
 * seen healthy, and nothing else explains two of them. One at a time, because each suspect explains some of the rest:
 * where a database explains three failing services, the store that two of them share stays free of blame.
 */
function mostSuspect(
  graph: Graph,
  groupByName: ReadonlyMap<string, Group>,
  groups: readonly Group[],
  isFaulty: (group: Group) => boolean,
  isUnexplained: (group: Group) => boolean,
): Group | undefined {
  const explains = (group: Group): number => {
    const names = group.members.flatMap((member) => graph.dependents(member));
    const dependents = [...new Set(names.map((name) => groupByName.get(name)))].filter((one) => one !== undefined);
    if (dependents.some(({ state }) => state === 'healthy')) return 0;
    const others = dependents.filter((dependent) => dependent !== group);
    // Those who survive what they need are told by failing.
    const isSurvived = others.some(({ state, isGone }) => state !== 'unknown' && !isGone);
    return others.filter((one) => isUnexplained(one) && !(one.isGone && isSurvived)).length;
  };
  const isCritical = (group: Group): boolean =>
    group.members.some((member) => graph.nodes.get(member)?.critical === true);

  return groups
    .filter((group) => group.state === 'unknown' && !isFaulty(group))
    .map((group) => ({ group, count: explains(group) }))
    .filter(({ count }) => count >= 2)
    .toSorted(
      (a, b) =>
        b.count - a.count ||
        Number(isCritical(b.group)) - Number(isCritical(a.group)) ||
        byText(a.group.name, b.group.name),
    )
    .at(0)?.group;
}
