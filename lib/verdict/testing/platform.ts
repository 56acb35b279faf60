import type { CheckResult, Evidence, Node, Observation } from '../evidence.js';
import { aCheck, aFinding, aLook, aNode, second, someEvidence } from './builders.js';

/** A platform as they are: a front, three services, a database, a cache, a store and a third party. */
export const PLATFORM: readonly Node[] = [
  aNode('front', { dependsOn: ['login', 'files', 'feed'], critical: true }),
  aNode('login', { dependsOn: ['postgres'], via: 'front', critical: true }),
  aNode('files', { dependsOn: ['postgres', 'store', 'redis'], via: 'front', critical: true }),
  aNode('feed', { dependsOn: ['redis'], via: 'front' }),
  aNode('postgres', { kind: 'postgres', critical: true }),
  aNode('redis', { kind: 'redis' }),
  aNode('store', { kind: 's3', critical: true }),
  aNode('mail', { external: true, critical: true }),
];

/** The health check of each service. */
export const HEALTH: readonly CheckResult[] = PLATFORM.map(({ name, critical }) =>
  aCheck(`${name} is healthy`, { level: 2, area: 'health', services: [name], critical }),
);

/** Critical paths and others. */
export const PATHS: readonly CheckResult[] = [
  aCheck('one can sign in', { services: ['login', 'front'], critical: true }),
  aCheck('a file can be read back', { services: ['files', 'front'], critical: true }),
  aCheck('files have pages', { services: ['files', 'front'] }),
  aCheck('news arrive', { services: ['feed', 'front'] }),
  aCheck('a letter is sent', { services: ['mail'] }),
];

/** One look at each service, all healthy but those named. */
export const looks = (failing: readonly string[], unseen: readonly string[] = []): Observation[] =>
  PLATFORM.map(({ name }) =>
    aLook(name, {
      state: unseen.includes(name) ? 'unseen' : failing.includes(name) ? 'failing' : 'healthy',
      findings: failing.includes(name) ? [aFinding(name)] : [],
    }),
  );

/** The same looks through the public origin: all but the front's go through it. */
export const throughFront = (observations: readonly Observation[]): Observation[] =>
  observations.map((look) => ({
    ...look,
    at: second(1),
    throughVia: ['login', 'files', 'feed'].includes(look.service),
  }));

/** Checks of which those named failed. */
export const outcomes = (failed: readonly string[]): CheckResult[] =>
  [...HEALTH, ...PATHS].map((check) =>
    failed.includes(check.id) ? { ...check, outcome: 'failed' as const, reason: 'it did not answer' } : check,
  );

/** A run on the platform. */
export const aRun = (stated: Partial<Evidence> = {}): Evidence =>
  someEvidence({
    nodes: [...PLATFORM],
    observations: looks([]),
    checks: [...HEALTH, ...PATHS],
    levels: [2, 3],
    ...stated,
  });
