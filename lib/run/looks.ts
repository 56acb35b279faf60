import type { Api } from '../clients/api.js';
import type { HttpClient } from '../clients/http.js';
import { judgeBuild, observeBuild } from '../probes/build.js';
import { judgeClock } from '../probes/clock.js';
import { type Finding, shownSafely } from '../probes/finding.js';
import { type HttpFacts, MOST_METRICS, observeHttp } from '../probes/http.js';
import { judgeDatabaseHealth, judgeDatabaseSummary, judgeReadiness } from '../probes/judge-health.js';
import { judgeKnown, selectKnown } from '../probes/known-answer.js';
import { addressIn, lookAt, observationOf, sight } from '../probes/look.js';
import { judgeMetrics } from '../probes/metrics.js';
import { ENOUGH_SAMPLES, judgeResponseTime, observeResponseTime } from '../probes/response-time.js';
import { judgeTcp, observeTcp } from '../probes/tcp.js';
import { judgeTls, observeTls } from '../probes/tls.js';
import type { Role } from '../target/accounts.js';
import { addressOf } from '../target/address.js';
import type { KnownAnswer } from '../target/capabilities.js';
import type { HealthWords } from '../target/services.js';
import { frontOf, isBehindOrigin, type ReachableHttpService, type Target } from '../target/target.js';
import type { Observation } from '../verdict/evidence.js';
import type { Withheld } from './check-notes.js';

/** What somebody has who looks at a deployment. */
export interface Lookout {
  readonly target: Target;
  readonly http: HttpClient;
  readonly may: { readonly direct: boolean };
  /** The build that must answer, where one is expected. */
  readonly expectBuild: string | undefined;
  /** Requests of an account of the target, signed in, or of nobody. */
  readonly as: (role: Role | undefined) => Promise<Api>;
  /** Tells the rest of the run what a look at a service found. */
  readonly observe: (look: Observation) => void;
}

/** What a look came to: what is wrong, which may be nothing, or why there was nothing to look at. */
export type Seen = { readonly findings: readonly Finding[] } | { readonly withheld: Withheld };

/** One question of levels 1 and 2. It never throws for what it finds. */
export type Look = (lookout: Lookout) => Promise<Seen>;

/** Days that a certificate must still be good for: long enough to renew it without haste. */
const MIN_DAYS_LEFT = 14;

/** Enough to see a budget missed; a target that enforces its budget is asked often enough to prove it. */
const FEW_SAMPLES = 5;

const seen = (findings: readonly Finding[]): Seen => ({ findings: findings.map(shownSafely) });

const notOffered = (what: string): Seen => ({
  withheld: { outcome: 'not-applicable', reason: `the target offers no ${what}` },
});

/** Whether a service's name resolves and its port answers. */
export const network =
  (name: string): Look =>
  async ({ target }) => {
    const service = target.services[name];
    const address = addressOf(service);
    if (address === undefined || isBehindOrigin(name, target)) return notOffered(`address of ${name} by itself`);
    const proxy = service?.kind === 'http' ? target.access?.proxy : undefined;
    return seen(judgeTcp(await observeTcp({ ...address, proxy, timeout: target.timeouts.request }), name));
  };

/** How a service is, by what tells most of it; the rest of the run learns of it. */
export const health =
  (name: string): Look =>
  async ({ target, http, may, observe }) => {
    const look = await lookAt(name, target, { http, may });
    if (look.state === 'unseen') return notOffered(`address of ${name}`);
    observe(look);
    return seen(look.findings);
  };

const JUDGES = {
  live: judgeReadiness,
  ready: judgeReadiness,
  database: judgeDatabaseHealth,
  databaseSummary: judgeDatabaseSummary,
  metrics: judgeMetrics,
} as const satisfies Record<string, (facts: HttpFacts, service: string, words?: HealthWords) => Finding[]>;

/** The routes by which a service says that it does not work, whatever its health says. */
const SPEAKING: ReadonlyArray<keyof typeof JUDGES> = ['live', 'ready', 'database'];

/** What one of an HTTP service's routes says of it; where it says that the service does not work, the rest of the run learns of it. */
export const route =
  (name: string, path: keyof typeof JUDGES): Look =>
  async ({ target, http, observe }) => {
    const service = httpService(name, target);
    const at = service?.[path];
    if (service === undefined || at === undefined) return notOffered(`${path} route of ${name}`);
    const facts = await observeHttp(http, addressIn(service, at), path === 'metrics' ? { maxBytes: MOST_METRICS } : {});
    const findings = JUDGES[path](facts, name, service.healthWords).map(shownSafely);
    const isUnwell = findings.some(({ severity, cause }) => severity === 'fail' && cause === 'unhealthy');
    if (isUnwell && SPEAKING.includes(path)) observe(observationOf(name, target, sight(findings), facts.ms, path));
    return { findings };
  };

/** How long a service takes to answer, when nobody else asks. */
export const responseTime =
  (name: string): Look =>
  async ({ target, http }) => {
    const service = httpService(name, target);
    if (service === undefined) return notOffered(`HTTP service ${name}`);
    const path = service.live ?? service.health ?? service.ready;
    if (path === undefined && isBehindOrigin(name, target)) return notOffered(`route of ${name} by itself`);
    const url = path === undefined ? service.url : addressIn(service, path);
    const samples = service.budget?.enforce === true ? 2 * ENOUGH_SAMPLES : FEW_SAMPLES;
    return seen(judgeResponseTime(await observeResponseTime(http, url, samples), name, service.budget ?? {}));
  };

/** Whether the origin's certificate is trusted, and will be for a while. */
export const certificate: Look = async ({ target }) => {
  if (target.origin.protocol !== 'https:') return notOffered('https');
  const facts = await observeTls(target.origin, target.access, target.timeouts.request);
  return seen(judgeTls(facts, front(target), { minDaysLeft: MIN_DAYS_LEFT }, new Date()));
};

/** Whether the build answers that was deployed. */
export const build: Look = async ({ target, http, expectBuild }) => {
  if (target.build === undefined) return notOffered('way to tell its build');
  return seen(judgeBuild(await observeBuild(target.build, http), front(target), expectBuild ?? target.build.expect));
};

/** Whether the deployment's clock agrees with ours. */
export const clock: Look = async ({ target, http }) =>
  seen(judgeClock(await observeHttp(http, target.origin), front(target), new Date()));

/** Whether a question of the target's seed has its known answer. */
export const seeded =
  (name: string): Look =>
  (lookout) =>
    known(lookout, lookout.target.seed?.[name], `seed ${name}`);

/** Whether a finished result of the target is as it is known to be. */
export const knownResult =
  (name: string): Look =>
  (lookout) =>
    known(lookout, lookout.target.capabilities.results?.known?.[name], `known result ${name}`);

async function known({ target, as }: Lookout, question: KnownAnswer | undefined, what: string): Promise<Seen> {
  if (question === undefined) return notOffered(what);
  const api = await as(question.account);
  return seen(judgeKnown(selectKnown(await api.get(question.path), question), front(target), question.expected));
}

function httpService(name: string, target: Target): ReachableHttpService | undefined {
  const service = target.services[name];
  return service?.kind === 'http' ? service : undefined;
}

const front = (target: Target): string => frontOf(target) ?? 'origin';
