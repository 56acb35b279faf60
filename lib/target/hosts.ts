import { placesOf } from './address.js';
import { bucketAddress } from './bucket.js';
import type { Target } from './target.js';

type Addressed = Pick<Target, 'origin' | 'services' | 'hosts' | 'capabilities' | 'security' | 'profile'>;

/** The host of a URL with its port; that of a WebSocket is the one of its upgrade. */
export const hostOf = (url: URL): string => new URL(url.href.replace(/^ws/, 'http')).host;

/** The host that a text such as `cdn.example.com:8443` names; undefined when it names none. */
export function hostNamed(text: string): string | undefined {
  const address = /^\w+:\/\//.test(text) ? text : `http://${text}`;
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const isBare = url.pathname === '/' && url.search === '' && url.username === '' && !url.hostname.includes('*');
  return isBare ? hostOf(url) : undefined;
}

/** The hosts, with their ports, that a run may send requests to: those of the origin, the services and the feed, and those named besides. */
export const hostsOf = (target: Addressed): ReadonlySet<string> =>
  new Set([...publicHosts(target), ...storesIn(target)]);

/** Those of them that are the deployment's own: what the target wants of every request, such as a key, is for these alone. */
export const ownHostsOf = (target: Addressed): ReadonlySet<string> =>
  new Set([...ownHosts(target), ...storesIn(target)]);

/** Those of them that are looked at only directly: object stores that no page and no public route leads to. */
export function storesOf(target: Addressed): ReadonlySet<string> {
  const known = new Set(publicHosts(target));
  return new Set(storesIn(target).filter((host) => !known.has(host)));
}

/** The names of everything that a run may connect to, without ports. */
export const namesOf = (target: Addressed): string[] => [
  ...[...hostsOf(target)].map((host) => new URL(`http://${host}`).hostname),
  ...Object.values(target.services).flatMap((service) => placesOf(service).map(({ host }) => host)),
];

const publicHosts = (target: Addressed): string[] => [
  ...ownHosts(target),
  ...(target.security?.plainOrigin === undefined ? [] : [hostOf(target.security.plainOrigin)]),
  ...(target.profile?.url === undefined ? [] : [hostOf(target.profile.url)]),
  ...(target.hosts ?? []).flatMap((host) => hostNamed(host) ?? []),
];

function ownHosts({ origin, services, capabilities: { notifications } }: Addressed): string[] {
  const own = Object.values(services).flatMap((service) => (service.kind === 'http' ? [hostOf(service.url)] : []));
  const feed = notifications === undefined ? [] : [hostOf(new URL(notifications.url, origin))];
  return [hostOf(origin), ...own, ...feed];
}

const storesIn = ({ services }: Addressed): string[] =>
  Object.values(services).flatMap((service) =>
    service.kind === 's3' && service.url !== undefined ? [hostOf(bucketAddress(service.url, service))] : [],
  );
