import type { HttpClient } from '../clients/http.js';
import type { ParsedService, ReachableHttpService, Target } from '../target/target.js';
import type { Observation } from '../verdict/evidence.js';
import { graphOf } from '../verdict/graph.js';
import type { Finding } from './finding.js';
import { accusedBy, judgeHealth } from './judge-health.js';
import { judgeAnswered, judgeSuccess, observeHttp } from './http.js';
import { judgeTcp, observeTcp } from './net.js';
import { isReachable, judgePing, observePing } from './ping.js';

export interface LookOptions {
  readonly http: HttpClient;
  /** What the run may do. */
  readonly may: { readonly direct: boolean };
  /** Only these services, and all that they need or are reached through. */
  readonly around?: readonly string[];
}

type Seen = Pick<Observation, 'state' | 'findings' | 'accuses'>;

/** One complete look at one service, bounded by the target's time for a request. Never throws for what it finds. */
export async function lookAt(name: string, target: Target, { http, may }: LookOptions): Promise<Observation> {
  const service = target.services[name];
  const seen = service === undefined ? UNSEEN : await see(name, service, target, http, may.direct);
  const throughVia = target.nodes.some((node) => node.name === name && node.via !== null);
  return { service: name, at: new Date().toISOString(), throughVia, ...seen };
}

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

const UNSEEN: Seen = { state: 'unseen', findings: [], accuses: [] };

function see(name: string, service: ParsedService, target: Target, http: HttpClient, direct: boolean): Promise<Seen> {
  if (service.kind === 'http') return seeHttp(name, service, target, http);
  if (!direct) return Promise.resolve(UNSEEN);
  if (isReachable(service)) return seePing(name, service, target.timeouts.request);
  if (service.kind === 'tcp' && service.address !== undefined) {
    return seeTcp(name, service.address, target.timeouts.request);
  }
  return Promise.resolve(UNSEEN);
}

/** The route that tells most of a service: its health, else its readiness, else that it lives, else that it answers. */
async function seeHttp(name: string, service: ReachableHttpService, target: Target, http: HttpClient): Promise<Seen> {
  const path = service.health ?? service.ready ?? service.live;
  const facts = await observeHttp(http, path === undefined ? service.url : addressIn(service, path));
  if (path === undefined) return sight(judgeAnswered(facts, name));
  if (path !== service.health) return sight(judgeSuccess(facts, name));
  const names = new Map(Object.keys(target.services).map((each) => [each.toLowerCase(), each]));
  const accuses = accusedBy(facts, service.healthWords).flatMap((part) => names.get(part.toLowerCase()) ?? []);
  return sight(judgeHealth(facts, name, service.healthWords), accuses);
}

/** The address of one of a service's routes. */
export const addressIn = (service: ReachableHttpService, path: string): URL =>
  new URL(`${service.url.href.replace(/\/$/, '')}${path.startsWith('/') ? path : `/${path}`}`);

async function seePing(name: string, service: Parameters<typeof observePing>[0], timeout: number): Promise<Seen> {
  return sight(judgePing(await observePing(service, timeout), name));
}

async function seeTcp(name: string, address: string, timeout: number): Promise<Seen> {
  const { hostname, port } = new URL(`tcp://${address}`);
  return sight(judgeTcp(await observeTcp(hostname, Number(port), timeout), name));
}

function sight(findings: Finding[], accuses: string[] = []): Seen {
  const failing = findings.some(({ severity }) => severity === 'fail');
  return { state: failing ? 'failing' : findings.length > 0 ? 'degraded' : 'healthy', findings, accuses };
}
