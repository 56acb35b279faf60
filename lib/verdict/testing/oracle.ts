import type { CheckResult, Evidence } from '../evidence.js';

/** What blame must come to for services, worked out by brute force. */
export interface Answer {
  readonly root: readonly string[];
  readonly suspected: boolean;
  readonly explains: readonly string[];
}

const answer = (root: readonly string[], suspected: boolean, checks: readonly CheckResult[]): Answer => ({
  root,
  suspected,
  explains: checks.map(({ id }) => id).toSorted(),
});

type Relation = (from: string, to: string) => boolean;

/**
 * The rules of blame, written down a second time as plainly as possible: relations over pairs of names, fixpoints, no
 * graph. It is for runs in which each service was looked at once, all at the same moment, and in which nothing but its own
 * needs held a check back.
 */
export function oracle(evidence: Evidence): Answer[] {
  const names = evidence.nodes.map(({ name }) => name);
  const nodeOf = (name: string) => evidence.nodes.find((node) => node.name === name);
  const lookAt = (name: string) => evidence.observations.find(({ service }) => service === name);
  const transitive = (edge: Relation): Relation => {
    const pairs = new Set(names.flatMap((a) => names.filter((b) => edge(a, b)).map((b) => `${a} ${b}`)));
    for (const middle of names)
      for (const a of names)
        for (const b of names) if (pairs.has(`${a} ${middle}`) && pairs.has(`${middle} ${b}`)) pairs.add(`${a} ${b}`);
    return (a, b) => pairs.has(`${a} ${b}`);
  };

  const dependsOn: Relation = (a, b) => nodeOf(a)?.dependsOn.includes(b) === true;
  const reaches = transitive(dependsOn);
  const together: Relation = (a, b) => a === b || (reaches(a, b) && reaches(b, a));
  const behind = transitive((a, b) => nodeOf(a)?.via === b);

  const seesThroughDeath = (name: string): boolean =>
    lookAt(name)?.throughVia === true && names.some((via) => behind(name, via) && isFailing(via));
  const isFailing = (name: string): boolean => lookAt(name)?.state === 'failing' && !seesThroughDeath(name);
  const isHealthy = (name: string): boolean =>
    ['healthy', 'degraded'].includes(lookAt(name)?.state ?? 'unseen') && !seesThroughDeath(name);

  const anyOf = (name: string, test: (member: string) => boolean): boolean =>
    names.some((member) => together(name, member) && test(member));
  const fails = (name: string): boolean => anyOf(name, isFailing);
  const works = (name: string): boolean => !fails(name) && anyOf(name, isHealthy);
  const isUnknown = (name: string): boolean => !fails(name) && !works(name);

  const isCalled = (name: string, word: 'accuses' | 'clears'): boolean =>
    isUnknown(name) &&
    anyOf(name, (member) =>
      names.some(
        (other) =>
          (isFailing(other) || isHealthy(other)) &&
          reaches(other, member) &&
          lookAt(other)?.[word].includes(member) === true,
      ),
    );
  const isIll = (name: string): boolean => isCalled(name, 'accuses');
  const isWell = (name: string): boolean => works(name) || (isCalled(name, 'clears') && !isIll(name));
  const suspects = new Set(names.filter(isIll));
  const isFaulty = (name: string): boolean => fails(name) || suspects.has(name);

  const isGone = (name: string): boolean =>
    !names.some((other) => other !== name && together(name, other)) &&
    isFailing(name) &&
    lookAt(name)?.throughVia === false &&
    lookAt(name)?.findings.some(({ cause }) => cause === 'not-started') === true;

  // From anywhere to the next fault, with only unseen services in between.
  const meets: Relation = (from, to) => {
    const search = (here: string, passed: readonly string[]): boolean =>
      names.some((next) => {
        if (passed.includes(next)) return false;
        if (!dependsOn(here, next) && !(together(here, next) && here !== next)) return false;
        if (together(next, to)) return true;
        return (together(next, from) || (isUnknown(next) && !isFaulty(next))) && search(next, [...passed, next]);
      });
    return isFaulty(to) && !together(from, to) && search(from, [from]);
  };
  const takesDown = (fault: string): boolean => {
    const dependents = names.filter((name) => !isUnknown(name) && meets(name, fault));
    const isCommon = dependents.some((one) => dependents.some((other) => !together(one, other)));
    return (
      dependents.every(isGone) && (isCommon || (isGone(fault) && names.some((other) => explainedBy(fault, other))))
    );
  };
  const explainedBy: Relation = (from, to) => isFaulty(from) && meets(from, to) && (!isGone(from) || takesDown(to));
  const isRoot = (name: string): boolean => isFaulty(name) && !names.some((other) => explainedBy(name, other));

  const worth = (name: string): number => {
    const dependents = names.filter((other) => !together(name, other) && anyOf(name, (one) => dependsOn(other, one)));
    if (dependents.some(isWell)) return 0;
    const open = dependents.filter(
      (other) =>
        (fails(other) || isIll(other)) &&
        isRoot(other) &&
        (!isGone(other) || dependents.every((one) => isUnknown(one) || isGone(one))),
    );
    return open.filter((other, place) => open.findIndex((same) => together(same, other)) === place).length;
  };
  const ill = (name: string): number => {
    const dependents = names.filter((other) => !together(name, other) && anyOf(name, (one) => dependsOn(other, one)));
    const faulty = dependents.filter(isFaulty);
    return faulty.filter((other, place) => faulty.findIndex((same) => together(same, other)) === place).length;
  };
  const lead = (name: string): string =>
    names
      .filter((member) => together(name, member))
      .toSorted(
        (a, b) =>
          Number(isFailing(b)) - Number(isFailing(a)) ||
          Number(isHealthy(a)) - Number(isHealthy(b)) ||
          (a < b ? -1 : 1),
      )
      .at(0) ?? name;
  const critical = (name: string): number => Number(anyOf(name, (member) => nodeOf(member)?.critical === true));
  for (;;) {
    const best = names
      .filter((name) => isUnknown(name) && !isFaulty(name) && !isWell(name) && lead(name) === name && worth(name) >= 2)
      .toSorted((a, b) => worth(b) - worth(a) || ill(b) - ill(a) || critical(b) - critical(a) || (a < b ? -1 : 1))
      .at(0);
    if (best === undefined) break;
    for (const member of names) if (together(best, member)) suspects.add(member);
  }

  const blames = transitive(explainedBy);
  const needs = transitive((a, b) => dependsOn(a, b) || nodeOf(a)?.via === b);
  const isExplained = (check: CheckResult, root: string): boolean => {
    const subject = ['preflight', 'health'].includes(check.area) ? check.services[0] : undefined;
    if (subject !== undefined && isRoot(subject)) return together(subject, root);
    const reached = names.filter((name) => check.services.some((own) => own === name || needs(own, name)));
    return reached.some((name) => isFaulty(name) && (together(name, root) || blames(name, root)));
  };
  const red = evidence.checks.filter(({ outcome }) => outcome === 'failed' || outcome === 'blocked');
  const roots = names.filter((name) => isRoot(name) && lead(name) === name);

  // A service that held checks back, was looked at once and did not fail then.
  const loose = red.filter((check) => check.outcome === 'blocked' && !roots.some((root) => isExplained(check, root)));
  const claimed = [...new Set(loose.map(({ blockedBy }) => blockedBy))].filter((name) => name !== null);
  return [
    ...roots.map((root) =>
      answer(
        names.filter((name) => together(root, name)).toSorted(),
        !fails(root),
        red.filter((check) => isExplained(check, root)),
      ),
    ),
    ...claimed.map((name) =>
      answer(
        [name],
        true,
        loose.filter(({ blockedBy }) => blockedBy === name),
      ),
    ),
  ].toSorted((a, b) => (a.root.join() < b.root.join() ? -1 : 1));
}
