import type { Node } from '../verdict/evidence.js';
import type { Role } from './accounts.js';
import { bucketAddress } from './bucket.js';
import type { Capabilities, CapabilityName } from './capabilities.js';
import type { ParsedDefinition, Timeouts } from './define.js';
import type { Resolved } from './env.js';
import type { HttpService, Service } from './services.js';

/** An HTTP service whose address is known. */
export interface ReachableHttpService extends Resolved<HttpService> {
  readonly url: URL;
}

/** A service of a parsed target: the same, with what was left to defaults filled in. */
export type ParsedService = ReachableHttpService | Exclude<Resolved<Service>, { kind: 'http' }>;

/** How the build under test is told, where it is told at all. */
export type ParsedBuild = NonNullable<ParsedDefinition['build']> & { readonly path: string };

/** A parsed target: every value read, every name checked, every default filled in. */
export interface Target extends Omit<
  ParsedDefinition,
  'services' | 'timeouts' | 'capabilities' | 'accounts' | 'build'
> {
  readonly build: ParsedBuild | undefined;
  readonly services: Readonly<Record<string, ParsedService>>;
  readonly timeouts: Required<Timeouts>;
  readonly capabilities: Resolved<Capabilities>;
  readonly accounts: Partial<Record<Role, Resolved<Account>>>;
  /** The graph that blame works on. */
  readonly nodes: readonly Node[];
}
type Account = NonNullable<NonNullable<ParsedDefinition['accounts']>[Role]>;

/** The service through which a service is reached: stated, or the one in front of the origin that its address shares. */
export function viaOf(name: string, services: Readonly<Record<string, ParsedService>>, origin: URL): string | null {
  const service = services[name];
  if (service === undefined) return null;
  if (service.via !== undefined) return service.via;
  const front = frontAmong(services, origin);
  const stands = service.kind === 'http' && isFront(service, origin) && !isReachedThroughAnother(service);
  return service.kind !== 'http' || service.url.origin !== origin.origin || stands || front === name ? null : front;
}

const isFront = (service: ReachableHttpService, origin: URL): boolean => service.url.href === origin.href;

/** Where a service says so, it does not stand at the origin, whatever its address. */
const isReachedThroughAnother = (service: ParsedService): boolean =>
  service.kind === 'http' && (service.via !== undefined || service.routedAt !== undefined);

function frontAmong(services: Readonly<Record<string, ParsedService>>, origin: URL): string | null {
  const standing = Object.entries(services).filter(
    ([, service]) => service.kind === 'http' && isFront(service, origin),
  );
  const [front] = standing.find(([, service]) => !isReachedThroughAnother(service)) ?? standing[0] ?? [];
  return front ?? null;
}

/** The graph of a target, as blame sees it. */
export const nodesOf = (services: Readonly<Record<string, ParsedService>>, origin: URL): Node[] =>
  Object.entries(services).map(([name, service]) => ({
    name,
    kind: service.kind,
    dependsOn: [...(service.dependsOn ?? [])],
    via: viaOf(name, services, origin),
    critical: service.critical ?? false,
    external: service.external ?? false,
  }));

/** Where requests reach a service through another; undefined for one that is reached by itself. */
export function placeBehind(name: string, { services, origin }: Pick<Target, 'services' | 'origin'>): URL | undefined {
  const service = services[name];
  if (service?.kind !== 'http') return undefined;
  if (service.routedAt !== undefined) return new URL(service.routedAt, origin);
  return viaOf(name, services, origin) === null ? undefined : service.url;
}

/** Whether a service is reached through another at the origin's own address: what answers there says nothing of it by itself. */
export function isBehindOrigin(
  name: string,
  { services, origin, nodes }: Pick<Target, 'services' | 'origin' | 'nodes'>,
) {
  const service = services[name];
  const isReachedThrough = nodes.some((node) => node.name === name && node.via !== null);
  return service?.kind === 'http' && isReachedThrough && service.url.origin === origin.origin;
}

/** Whether the target declares that it can do something. */
export const can = (target: Target, capability: CapabilityName): boolean => {
  const declared = target.capabilities[capability];
  return declared !== undefined && Object.keys(declared).length > 0;
};

/** What is asked directly, whatever stands at the origin. */
const DIRECT: readonly CapabilityName[] = ['database', 'storage'];

/** The services behind a capability: the one it names and, but for what is asked directly, the one through which everything public comes in. */
export function servicesOf(target: Target, capability: CapabilityName): string[] {
  const front = DIRECT.includes(capability) ? null : frontOf(target);
  const declared = target.capabilities[capability];
  const named =
    capability === 'resources'
      ? Object.values(target.capabilities.resources ?? {}).map((resource) => resource.service)
      : declared !== undefined && 'service' in declared && typeof declared.service === 'string'
        ? [declared.service]
        : [];
  const services = [...named, front].filter((name) => typeof name === 'string');
  return [...new Set(services)];
}

/** The service that answers at the target's origin. */
export const frontOf = (target: Pick<Target, 'services' | 'origin'>): string | null =>
  frontAmong(target.services, target.origin);

const isBelow = (url: URL, { host, pathname }: URL): boolean => url.host === host && url.pathname.startsWith(pathname);

/** The service that stands at an address; null for one of which the target knows nothing. */
export function serviceAt(target: Pick<Target, 'services' | 'origin'>, url: URL): string | null {
  const own = Object.entries(target.services).find(([, service]) => {
    if (service.kind === 's3') return service.url !== undefined && isBelow(url, bucketAddress(service.url, service));
    return service.kind === 'http' && service.url.host === url.host && service.url.host !== target.origin.host;
  });
  return own?.[0] ?? (url.host === target.origin.host ? frontOf(target) : null);
}
