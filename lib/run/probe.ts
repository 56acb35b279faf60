import { Api } from '../clients/api.js';
import type { HttpClient } from '../clients/http.js';
import { beginSession, type Session } from '../clients/session.js';
import { RefusedError } from '../guard/refusal.js';
import type { Finding } from '../probes/finding.js';
import type { Role } from '../target/accounts.js';
import type { GrantDecision } from '../target/grants.js';
import type { Target } from '../target/target.js';
import type { Observation } from '../verdict/evidence.js';
import { type CheckAbout, completeAbout, type LastRequest } from './check-notes.js';
import { explained, refused, servicesBehind, withhold } from './gate.js';
import type { LookCheck } from './look-checks.js';
import type { Lookout, Seen } from './looks.js';
import type { Sample } from './records.js';

export interface ProbeOptions {
  readonly checks: readonly LookCheck[];
  readonly target: Target;
  readonly grants: GrantDecision;
  readonly http: HttpClient;
  readonly runId: string;
  readonly expectBuild: string | undefined;
}

/** What one look came to, as it stands when everything has been looked at. */
export interface Looked {
  readonly check: LookCheck;
  readonly about: CheckAbout;
  /** The services that it needs. */
  readonly services: readonly string[];
  /** What was seen, or why it says nothing, or the error that it ended with. */
  readonly came: Seen | { readonly error: string };
  readonly startedAt: Date;
  readonly ms: number;
  readonly request: LastRequest | undefined;
}

export interface Probed {
  readonly looked: readonly Looked[];
  readonly observations: readonly Observation[];
  readonly samples: readonly Sample[];
}

/**
 * Looks at everything at once, so that it takes no longer than its slowest look; what measures comes afterwards. It never throws
 * for a deployment that is down.
 */
export async function probe(options: ProbeOptions): Promise<Probed> {
  const { checks, target, grants } = options;
  const observations: Observation[] = [];
  const samples: Sample[] = [];
  const sessions = new Map<Role, Promise<Session>>();
  const look = (check: LookCheck, place: number): Promise<Looked> =>
    lookOnce(check, place, { ...options, observations, samples, sessions });

  const places = new Map(checks.map((check, place) => [check, place]));
  const run = (some: readonly LookCheck[]) => Promise.all(some.map((check) => look(check, places.get(check) ?? 0)));
  const together = await run(checks.filter(({ alone }) => alone !== true));
  // What is told first tells most.
  const useless = new Map(together.toReversed().flatMap((each) => spoilt(each, target, observations)));
  const measured = checks.filter(({ alone }) => alone === true);
  const apart = await run(measured.filter(({ service = '' }) => !useless.has(service)));
  const unasked = measured.flatMap((check) => {
    const finding = useless.get(check.service ?? '');
    return finding === undefined ? [] : [unmeasured(check, finding, target)];
  });

  const looked = [...together, ...apart, ...unasked].map((each) => settled(each, target, grants, observations));
  return { looked, observations, samples };
}

interface Around extends ProbeOptions {
  readonly observations: Observation[];
  readonly samples: Sample[];
  readonly sessions: Map<Role, Promise<Session>>;
}

async function lookOnce(check: LookCheck, place: number, around: Around): Promise<Looked> {
  const { target, grants, runId, expectBuild } = around;
  const about = completeAbout(check.about);
  const startedAt = new Date();
  const begun = performance.now();
  const own: Sample[] = [];
  const http = around.http.withCorrelation(`${runId}-${place}`, (sample) => {
    own.push(sample);
    around.samples.push(sample);
  });
  const lookout: Lookout = {
    target,
    http,
    may: { direct: grants.held.includes('direct') },
    expectBuild,
    as: async (role) => new Api(http, role === undefined ? { role: null, headers: {} } : await session(role, around)),
    observe: (observation) => void around.observations.push(observation),
  };
  const withheld = withhold(about, target, grants, []);
  const came = withheld === undefined ? await outcome(check, lookout) : { withheld };
  const last = own.at(-1);
  const request = last && { route: last.route, status: last.status, correlation_id: last.correlation_id };
  const services = servicesBehind(about, target);
  return { check, about, services, came, startedAt, ms: performance.now() - begun, request };
}

const outcome = (check: LookCheck, lookout: Lookout): Promise<Looked['came']> =>
  check
    .look(lookout)
    .catch((error: unknown) =>
      error instanceof RefusedError
        ? { withheld: refused(error.refusal) }
        : { error: error instanceof Error ? error.message : String(error) },
    );

function session(role: Role, { sessions, http, target }: Around): Promise<Session> {
  const known = sessions.get(role) ?? beginSession(http, target, role);
  sessions.set(role, known);
  return known;
}

/** A service that gives no answer, or fails for the sake of another, is not measured: it would only take time. */
function spoilt(
  { check, came }: Looked,
  target: Target,
  observations: readonly Observation[],
): Array<readonly [string, Finding]> {
  const findings = 'findings' in came ? came.findings : [];
  const failure = findings.find(({ severity }) => severity === 'fail');
  if (check.service === undefined || failure === undefined) return [];
  const useless = failure.code === 'http.no-answer' || explained(check, target, observations) !== undefined;
  return useless ? [[check.service, failure]] : [];
}

function unmeasured(check: LookCheck, finding: Finding, target: Target): Looked {
  const about = completeAbout(check.about);
  const services = servicesBehind(about, target);
  const came = { findings: [finding] };
  return { check, about, services, came, startedAt: new Date(), ms: 0, request: undefined };
}

/** Everything has been looked at: what failed for the sake of something else is blocked by that. */
function settled(looked: Looked, target: Target, grants: GrantDecision, observations: readonly Observation[]): Looked {
  const { check, about, came } = looked;
  if ('withheld' in came) return looked;
  const failed = 'error' in came || came.findings.some(({ severity }) => severity === 'fail');
  if (!failed) return looked;
  const because = withhold(about, target, grants, observations) ?? explained(check, target, observations);
  return because === undefined ? looked : { ...looked, came: { withheld: because } };
}
