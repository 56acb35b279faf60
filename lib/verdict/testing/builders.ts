import type { Finding } from '../../probes/finding.js';
import type { CheckResult, Evidence, Node, Observation } from '../evidence.js';

/** A moment of the run, in seconds after its start. */
export const second = (seconds: number): string => new Date(Date.UTC(2026, 0, 1) + seconds * 1_000).toISOString();

/** An optional service of ours that needs nothing and is reached directly. */
export const aNode = (name: string, stated: Partial<Node> = {}): Node => ({
  name,
  kind: 'http',
  dependsOn: [],
  via: null,
  critical: false,
  external: false,
  ...stated,
});

/** A direct look that found a service healthy. */
export const aLook = (service: string, stated: Partial<Observation> = {}): Observation => ({
  service,
  route: null,
  at: second(0),
  state: 'healthy',
  ms: null,
  throughVia: false,
  findings: [],
  accuses: [],
  clears: [],
  ...stated,
});

/** A failure as a probe reports it. */
export const aFinding = (service: string, stated: Partial<Finding> = {}): Finding => ({
  code: 'tcp.refused',
  severity: 'fail',
  cause: 'unreachable',
  service,
  expected: 'a connection',
  actual: 'connection refused',
  hint: `start ${service}`,
  evidence: {},
  ...stated,
});

/** A check of level 3 that passed, is not critical and needs nothing. */
export const aCheck = (id: string, stated: Partial<CheckResult> = {}): CheckResult => ({
  id,
  title: id,
  file: 'api/checks.spec.ts',
  project: 'api',
  level: 3,
  area: 'services',
  critical: false,
  impact: 'somebody is hindered',
  observe: false,
  foundation: false,
  needs: [],
  grants: [],
  services: [],
  outcome: 'passed',
  reason: null,
  blockedBy: null,
  unverified: null,
  cause: null,
  warnings: [],
  started_at: null,
  duration_ms: 10,
  worker: null,
  route: null,
  correlation_id: null,
  attachments: [],
  ...stated,
});

/** A check that failed. */
export const aFailure = (id: string, stated: Partial<CheckResult> = {}): CheckResult =>
  aCheck(id, { outcome: 'failed', reason: `${id} is not as it should be`, ...stated });

/** Evidence of a run in which nothing was seen, unless stated. */
export const someEvidence = (stated: Partial<Evidence> = {}): Evidence => ({
  nodes: [],
  observations: [],
  checks: [],
  errors: [],
  mustVerify: [],
  strict: false,
  levels: [],
  knownIssues: [],
  ...stated,
});
