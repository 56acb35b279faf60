import type { HttpClient } from '../clients/http.js';
import { addressOf } from '../target/address.js';
import { isBehindOrigin, type ParsedService, type ReachableHttpService, type Target } from '../target/target.js';
import type { Observation } from '../verdict/evidence.js';
import { graphOf } from '../verdict/graph.js';
import { type Finding, shownSafely } from './finding.js';
import { servicesCalled } from './hearsay.js';
import { judgeServing, observeHttp } from './http.js';
import { hearsayIn, judgeHealth, judgeReadiness } from './judge-health.js';
import { judgePing } from './judge-ping.js';
import { type DataService, isReachable, observePing } from './ping.js';
import { judgeTcp, observeTcp } from './tcp.js';

export interface LookOptions {
  readonly http: HttpClient;
  /** What the run may do. */
  readonly may: { readonly direct: boolean };
  /** Only these services, and all that they need or are reached through. */
  readonly around?: readonly string[];
}

type Hearsay = Pick<Observation, 'accuses' | 'clears'>;
type Seen = Hearsay & Pick<Observation, 'state' | 'findings'>;

/** One complete look at one service, bounded by the target's time for a request. Never throws for what it finds. */
export async function lookAt(name: string, target: Target, { http, may }: LookOptions): Promise<Observation> {
  const service = target.services[name];
  const begun = performance.now();
  const seen = service === undefined ? UNSEEN : await see(name, service, target, http, may.direct);
  return observationOf(name, target, seen, performance.now() - begun);
}

/** What one look saw of a service that took some milliseconds, just now. */
export const observationOf = (
  name: string,
  target: Target,
  seen: Seen,
  ms: number,
  route: string | null = null,
): Observation => ({
  service: name,
  route,
  at: new Date().toISOString(),
  throughVia: target.nodes.some((node) => node.name === name && node.via !== null),
  ms: seen.state === 'unseen' ? null : Math.round(ms * 10) / 10,
  ...seen,
});

/** One look at each service, all at once. */
export function lookAtAll(target: Target, options: LookOptions): Promise<Observation[]> {
  const names = options.around === undefined ? Object.keys(target.services) : around(options.around, target);
  return Promise.all(names.map((name) => lookAt(name, target, options)));
}

const around = (names: readonly string[], target: Target): string[] => [
  ...graphOf([...target.nodes])
    .closure(names)
    .keys(),
];

const NO_HEARSAY: Hearsay = { accuses: [], clears: [] };
const UNSEEN: Seen = { state: 'unseen', findings: [], ...NO_HEARSAY };

function see(name: string, service: ParsedService, target: Target, http: HttpClient, direct: boolean): Promise<Seen> {
  if (service.kind === 'http') return seeHttp(name, service, target, http);
  if (!direct) return Promise.resolve(UNSEEN);
  return isReachable(service) ? seeData(name, service, target, http) : seeTcp(name, service, target);
}

const TELLING = ['health', 'ready', 'live'] as const;

/** The route that tells most of a service: its health, else its readiness, else that it lives. */
export const tellingRoute = (service: Readonly<Partial<Record<(typeof TELLING)[number], unknown>>>) =>
  TELLING.find((route) => service[route] !== undefined);

/** What the most telling of its routes says, else whether it answers at all. */
async function seeHttp(name: string, service: ReachableHttpService, target: Target, http: HttpClient): Promise<Seen> {
  const route = tellingRoute(service);
  const path = route && service[route];
  if (path === undefined && isBehindOrigin(name, target)) return UNSEEN;
  const facts = await observeHttp(http, path === undefined ? service.url : addressIn(service, path));
  if (path === undefined) return sight(judgeServing(facts, name));
  if (route !== 'health') return sight(judgeReadiness(facts, name, service.healthWords));
  const { ill, well } = hearsayIn(facts, service.healthWords);
  const hearsay = { accuses: servicesCalled(ill, name, target), clears: servicesCalled(well, name, target) };
  return sight(judgeHealth(facts, name, service.healthWords), hearsay);
}

/** The address of one of a service's routes. */
export const addressIn = (service: ReachableHttpService, path: string): URL =>
  new URL(`${service.url.href.replace(/\/$/, '')}${path.startsWith('/') ? path : `/${path}`}`);

async function seeData(name: string, service: DataService, target: Target, http: HttpClient): Promise<Seen> {
  const options = { access: target.access, http, timeout: target.timeouts.request };
  return sight(judgePing(await observePing(service, options), name));
}

async function seeTcp(name: string, service: ParsedService, target: Target): Promise<Seen> {
  const address = addressOf(service);
  if (address === undefined) return UNSEEN;
  return sight(judgeTcp(await observeTcp({ ...address, timeout: target.timeouts.request }), name));
}

/** What follows from what was found. Pure. */
export function sight(findings: Finding[], hearsay = NO_HEARSAY): Seen {
  const failing = findings.some(({ severity }) => severity === 'fail');
  const state = failing ? 'failing' : findings.length > 0 ? 'degraded' : 'healthy';
  return { state, findings: findings.map(shownSafely), ...hearsay };
}
