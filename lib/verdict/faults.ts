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
  const { ill, well } = hearsayOf(graph, sight, groups);
  const suspects = new Set(ill);
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
  const isUnexplained = (group: Group): boolean =>
    (group.state === 'failing' || ill.has(group)) && explanations(group).length === 0;

  const isWell = (group: Group): boolean => group.state === 'healthy' || well.has(group);
  for (;;) {
    const suspect = mostSuspect(graph, groupByName, groups, { isFaulty, isUnexplained, isWell });
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

interface Hearsay {
  readonly ill: ReadonlySet<Group>;
  readonly well: ReadonlySet<Group>;
}

/** What the health bodies of services say of those that they need and that nobody saw; ill is who is called so by one. */
function hearsayOf(graph: Graph, sight: (name: string) => Sight, groups: readonly Group[]): Hearsay {
  const called = ({ state, members }: Group, word: 'accuses' | 'clears'): boolean =>
    state === 'unknown' &&
    members.some((member) =>
      [...graph.nodes.keys()].some((name) => sight(name).look?.[word].includes(member) && graph.needs(name, member)),
    );
  const ill = new Set(groups.filter((group) => called(group, 'accuses')));
  return { ill, well: new Set(groups.filter((group) => !ill.has(group) && called(group, 'clears'))) };
}

interface Known {
  readonly isFaulty: (group: Group) => boolean;
  readonly isUnexplained: (group: Group) => boolean;
  readonly isWell: (group: Group) => boolean;
}

/**
 * The unseen service whose failure would explain the most: two or more of those that need it fail, none of them is
 * well, as far as was seen or heard, and nothing else explains two of them. One at a time, because each suspect explains some of the rest:
 * where a database explains three failing services, the store that two of them share stays free of blame.
 */
function mostSuspect(
  graph: Graph,
  groupByName: ReadonlyMap<string, Group>,
  groups: readonly Group[],
  { isFaulty, isUnexplained, isWell }: Known,
): Group | undefined {
  const dependentsOf = (group: Group): Group[] => {
    const names = group.members.flatMap((member) => graph.dependents(member));
    const dependents = names.map((name) => groupByName.get(name)).filter((one) => one !== undefined && one !== group);
    return [...new Set(dependents)].flatMap((one) => one ?? []);
  };
  const explains = (group: Group): number => {
    const dependents = dependentsOf(group);
    if (dependents.some(isWell)) return 0;
    // Those who survive what they need are told by failing.
    const isSurvived = dependents.some(({ state, isGone }) => state !== 'unknown' && !isGone);
    return dependents.filter((one) => isUnexplained(one) && !(one.isGone && isSurvived)).length;
  };
  const isCritical = (group: Group): boolean =>
    group.members.some((member) => graph.nodes.get(member)?.critical === true);

  return groups
    .filter((group) => group.state === 'unknown' && !isFaulty(group) && !isWell(group))
    .map((group) => ({ group, count: explains(group), ill: dependentsOf(group).filter(isFaulty).length }))
    .filter(({ count }) => count >= 2)
    .toSorted(
      (a, b) =>
        b.count - a.count ||
        b.ill - a.ill ||
        Number(isCritical(b.group)) - Number(isCritical(a.group)) ||
        byText(a.group.name, b.group.name),
    )
    .at(0)?.group;
}
