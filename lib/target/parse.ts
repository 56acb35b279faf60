import { wrongDatabase } from './database.js';
import type { TargetDefinition } from './define.js';
import { type Environment, type Problem, type Resolved } from './env.js';
import { wrongEvents } from './events.js';
import { hostNamed } from './hosts.js';
import { wrongRoutes } from './presets/routes.js';
import { wrongProfile } from './profile.js';
import { type Reading, resolve } from './resolve.js';
import { wrongSecurity } from './security.js';
import type { Service } from './services.js';
import { wrongStorage } from './storage.js';
import { unmetNeeds, wrongListener } from './unmet.js';
import { nodesOf, type ParsedBuild, type ParsedService, type Target } from './target.js';

/** A parsed target, or everything that is wrong with it. */
export type Parsed =
  | { readonly ok: true; readonly target: Target }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export interface ParseOptions {
  /**
   * Before a platform that is ours to start has started, what it will provide is not missing yet:
   * then only what is wrong is a problem, and a target with gaps is not given.
   */
  readonly beforeStart?: boolean;
}

const DEFAULT_TIMEOUTS = { request: 3_000, action: 3_000, test: 15_000, run: 300_000 };

/** Fills a definition from the environment and checks every name in it. All problems come together; it never throws. */
export function parseTarget(
  definition: TargetDefinition,
  environment: Environment,
  options: ParseOptions = {},
): Parsed {
  const reading: Reading = { environment, problems: [], missing: [] };
  const { services: declared, ...filled } = resolve(definition, reading);
  const problems = [
    ...reading.problems,
    ...(options.beforeStart === true ? [] : reading.missing),
    ...wrongNames(definition),
    ...unmetNeeds(definition),
    ...wrongAddresses(definition),
    ...wrongSecurity(definition.security),
    ...wrongRoutes(definition.capabilities?.routes, {
      services: Object.keys(definition.services),
      accounts: Object.keys(definition.accounts ?? {}),
    }),
    ...wrongDatabase(definition.capabilities?.database, definition.services),
    ...wrongEvents(definition),
    ...wrongListener(filled.capabilities?.webhooks?.listener),
    ...wrongStorage(definition),
    ...wrongProfile(definition.profile),
  ];
  if (problems.length > 0 || reading.missing.length > 0) return { ok: false, problems };

  const services = withAddresses(declared, filled.origin);
  return {
    ok: true,
    target: {
      ...filled,
      services,
      build: toldBuild(filled.build),
      timeouts: { ...DEFAULT_TIMEOUTS, ...filled.timeouts },
      capabilities: filled.capabilities ?? {},
      accounts: filled.accounts ?? {},
      nodes: nodesOf(services, filled.origin),
    },
  };
}

function toldBuild(build: Resolved<TargetDefinition['build']>): ParsedBuild | undefined {
  const path = build?.path;
  return build === undefined || path === undefined ? undefined : { ...build, path };
}

const withAddresses = (services: Resolved<TargetDefinition['services']>, origin: URL): Record<string, ParsedService> =>
  Object.fromEntries(Object.entries(services).map(([name, service]) => [name, withAddress(service, origin)]));

const withAddress = (service: Resolved<Service>, origin: URL): ParsedService =>
  service.kind === 'http' ? { ...service, url: service.url ?? origin } : service;

/** What the guard could not understand, and so would never let through. */
function wrongAddresses({ hosts = [], reads = [], capabilities, services }: TargetDefinition): Problem[] {
  const routes = { reads, 'capabilities.auth.safeRoutes': capabilities?.auth?.safeRoutes ?? [] };
  const routed = Object.entries(services).flatMap(([name, service]) =>
    service.kind === 'http' && service.routedAt?.startsWith('/') === false ? [[name, service.routedAt] as const] : [],
  );
  return [
    ...routed.map(([name, path]) => unreadable(`services.${name}.routedAt`, path, `/api/${name}`)),
    ...hosts
      .filter((host) => hostNamed(host) === undefined)
      .map((host) => unreadable('hosts', host, 'cdn.shop.example, or cdn.shop.example:8443')),
    ...Object.entries(routes).flatMap(([where, stated]) =>
      stated.filter((route) => !ROUTE.test(route)).map((route) => unreadable(where, route, 'POST /v1/search')),
    ),
  ];
}

const unreadable = (where: string, text: string, example: string): Problem => ({
  where,
  wrong: `holds "${text}", which is no such thing`,
  example,
});

const ROUTE = /^[A-Z]+ \/\S*$/;

/** Names that point nowhere: a misspelt dependency would otherwise be a service that can never be blamed. */
function wrongNames(definition: TargetDefinition): Problem[] {
  const names = Object.keys(definition.services);
  const known = (name: string | undefined) => name === undefined || names.includes(name);
  const problem = (where: string, name: string | undefined): Problem => ({
    where,
    wrong: `names "${name}", which is no service of this target`,
    example: `one of: ${names.join(', ')}`,
  });
  if (names.length === 0) return [{ where: 'services', wrong: 'is empty: a target needs at least one service' }];

  const inGraph = Object.entries(definition.services).flatMap(([name, service]) => [
    ...(service.dependsOn ?? [])
      .filter((other) => !known(other))
      .map((other) => problem(`services.${name}.dependsOn`, other)),
    ...(known(service.via) ? [] : [problem(`services.${name}.via`, service.via)]),
  ]);
  const inSecurity = (definition.security?.errors?.services ?? [])
    .filter((name) => !known(name))
    .map((name) => problem('security.errors.services', name));
  const { resources = {}, ...others } = definition.capabilities ?? {};
  const inCapabilities = [...Object.entries(others), ...Object.entries(resources)]
    .filter(([, capability]) => !known(capability.service))
    .map(([name, capability]) => problem(`capabilities.${name}.service`, capability.service));
  return [...inGraph, ...inSecurity, ...inCapabilities];
}
