import type { CheckAbout } from '../run/check-notes.js';
import type { Capabilities } from '../target/capabilities.js';
import type { TargetDefinition } from '../target/define.js';
import type { Grant } from '../target/env.js';
import type { GrantDecision } from '../target/grants.js';
import { hostsOf, storesOf } from '../target/hosts.js';
import { placesOf } from '../target/address.js';
import type { Target } from '../target/target.js';

/** A check that a run would know. */
export interface PlannedCheck {
  readonly id: string;
  readonly about: CheckAbout;
}

/** What would become of it. */
export type Fate = 'runs' | 'unverified' | 'not applicable';

/** Somebody whom a run would talk to. */
export interface PlannedHost {
  readonly host: string;
  /** `asks` by HTTP; `connects` to a data service; `spares` what it has no grant for. */
  readonly talk: 'asks' | 'connects' | 'spares';
}

/** What a run would do. */
export interface Plan {
  readonly target: string;
  readonly environment: string;
  /** The platform is started by the run, when it does not stand already. */
  readonly starts: boolean;
  readonly grants: readonly Grant[];
  /** Why the others are withheld. */
  readonly withheld: string;
  readonly checks: ReadonlyArray<
    PlannedCheck & { readonly fate: Fate; readonly because: string | null; readonly writes: boolean }
  >;
  /** What would be created on the target, as requests and statements; all of it is removed. */
  readonly creates: readonly string[];
  /** Null where only the platform that the run starts can tell. */
  readonly hosts: readonly PlannedHost[] | null;
}

/** What is known before a run. */
export interface PlanBasis {
  readonly definition: TargetDefinition;
  readonly environment: string;
  readonly grants: GrantDecision;
  readonly starts: boolean;
  /** With every value filled in, where nothing of it comes only with the start. */
  readonly target: Target | undefined;
}

/** Works out what would become of each check, from what is stated alone. Pure. */
export function planOf(basis: PlanBasis, listed: readonly PlannedCheck[]): Plan {
  const { definition, environment, grants, starts, target } = basis;
  const checks = listed.map((check) => ({ ...check, ...fateOf(check.about, basis) }));
  const mayWrite = grants.held.includes('writes');
  return {
    target: definition.name,
    environment,
    starts,
    grants: grants.held,
    withheld: grants.why,
    checks,
    creates: mayWrite && checks.some(({ writes }) => writes) ? creations(definition, grants) : [],
    hosts: target === undefined ? null : hostsIn(target, grants),
  };
}

function fateOf({ needs, accounts, grants }: CheckAbout, { definition, grants: { held, why } }: PlanBasis) {
  const missing = missingIn(definition, { needs, accounts });
  const withheld = grants.find((grant) => !held.includes(grant));
  if (missing !== undefined) return { fate: 'not applicable', because: missing, writes: false } as const;
  return withheld === undefined
    ? ({ fate: 'runs', because: null, writes: grants.includes('writes') } as const)
    : ({ fate: 'unverified', because: `needs the grant \`${withheld}\`: ${why}`, writes: false } as const);
}

function missingIn(
  { capabilities = {}, accounts: stated = {} }: TargetDefinition,
  { needs, accounts }: Pick<CheckAbout, 'needs' | 'accounts'>,
): string | undefined {
  const capability = needs.find((need) => capabilities[need] === undefined);
  if (capability !== undefined) return `no \`${capability}\` is declared`;
  const role = accounts.find((account) => stated[account] === undefined);
  return role === undefined ? undefined : `there is no account \`${role}\``;
}

function creations(
  { capabilities: { auth, routes, uploads, resources = {}, results, database, events } = {} }: TargetDefinition,
  { held }: GrantDecision,
): string[] {
  const schemas = database?.kind === 'postgres-database' && held.includes('direct');
  return [
    ...(uploads === undefined ? [] : [`${'method' in uploads ? uploads.method : 'POST'} ${uploads.path}`]),
    ...Object.values(resources).flatMap(({ path, bulk }) =>
      [path, ...(bulk === undefined ? [] : [bulk.path])].map(posted),
    ),
    ...(auth?.registration === undefined ? [] : [posted(auth.registration.path)]),
    ...(routes === undefined ? [] : ['nothing, by every declared route that changes something: without a body']),
    ...(results?.begin === undefined ? [] : [posted(results.begin.path)]),
    ...(schemas ? [`CREATE SCHEMA in ${database.service}`] : []),
    ...(events !== undefined && held.includes('direct') ? eventsIn(events) : []),
  ];
}

const posted = (path: string): string => `POST ${path}`;

const MADE = {
  redis: 'channels and streams',
  rabbitmq: 'exchanges and queues',
  kafka: 'topics and groups',
  postgres: 'channels',
} as const;

const eventsIn = ({ kind, service, failing }: NonNullable<Capabilities['events']>): string[] => [
  `${MADE[kind]} of its own in ${service}, and what is published there`,
  ...(failing === undefined ? [] : [`a message to ${failing.channel} in ${service} that its handler fails on`]),
];

function hostsIn(target: Target, { held }: GrantDecision): PlannedHost[] {
  const stores = storesOf(target);
  const direct = held.includes('direct') ? ('connects' as const) : ('spares' as const);
  const data = Object.values(target.services).flatMap((service) => {
    const places = service.kind === 'http' || service.kind === 's3' ? [] : placesOf(service);
    return places.map(({ host, port }) => ({ host: `${host}:${port}`, talk: direct }));
  });
  return [
    ...[...hostsOf(target)].map((host) => ({ host, talk: stores.has(host) ? direct : ('asks' as const) })),
    ...data,
  ];
}
