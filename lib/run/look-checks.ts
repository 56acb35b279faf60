import type { TargetDefinition } from '../target/define.js';
import type { HttpService } from '../target/services.js';
import { tellingRoute } from '../probes/look.js';
import type { About } from './check-notes.js';
import * as looks from './looks.js';

/** A check of levels 1 or 2: one look, from which the specs and `firstlight probe` are both made. */
export interface LookCheck {
  /** Together with the title its name: `health > identity is alive`. */
  readonly group: string;
  readonly title: string;
  readonly about: About;
  readonly look: looks.Look;
  /** The service that it looks at; undefined when it is about the deployment as a whole. */
  readonly service?: string;
  /** It asks more of a service that another look tells most of: while that gives no answer, this one has nothing to add. */
  readonly further?: true;
  /** It measures, and is spoilt by whatever else is asked at the same time. */
  readonly alone?: true;
}

type Declared = Pick<TargetDefinition, 'services' | 'seed'>;
type Services = ReadonlyArray<readonly [string, TargetDefinition['services'][string]]>;

/**
 * Every check of levels 1 and 2 that a target gets for what it declares, in the order in which they are read: of a service after
 * those of what it needs, so that what those fail for is known. Pure.
 */
export function lookChecks({ services, seed = {} }: Declared): LookCheck[] {
  const needs = (name: string, known = new Set([name])): Set<string> => {
    for (const other of services[name]?.dependsOn ?? []) if (!known.has(other)) needs(other, known.add(other));
    return known;
  };
  const all = Object.entries(services).toSorted(([a], [b]) => needs(a).size - needs(b).size);
  return [...ofDeployment(), ...ofNetwork(all), CERTIFICATE, ...ofSeed(seed), ...ofHealth(all), ...ofOperation(all)];
}

const preflight = (about: Omit<About, 'level' | 'area'>): About => ({ level: 1, area: 'preflight', ...about });

const ofDeployment = (): LookCheck[] => [
  {
    group: 'build',
    title: 'the expected build answers',
    about: preflight({ critical: true, impact: 'what was deployed is not what answers' }),
    look: looks.build,
  },
  {
    group: 'clock',
    title: 'the clocks agree within five seconds',
    about: preflight({ impact: 'tokens end too early or too late' }),
    look: looks.clock,
  },
];

const ofNetwork = (services: Services): LookCheck[] =>
  services.map(([service, { kind, critical = false }]) => ({
    group: 'network',
    title: `${service} resolves and accepts connections`,
    service,
    about: preflight({
      critical,
      services: [service],
      // Data stores are looked at directly.
      grants: kind === 'http' ? [] : ['direct'],
      impact: `nothing reaches ${service}`,
    }),
    look: looks.network(service),
  }));

const CERTIFICATE: LookCheck = {
  group: 'network',
  title: 'the certificate of the origin is trusted',
  about: preflight({ critical: true, impact: 'browsers warn everybody away' }),
  look: looks.certificate,
};

const ofSeed = (seed: NonNullable<Declared['seed']>): LookCheck[] =>
  Object.entries(seed).map(([name, { account }]) => ({
    group: 'platform seed',
    title: `${name} is as it was seeded`,
    about: preflight({
      accounts: account === undefined ? [] : [account],
      impact: 'checks that rest on known data cannot be trusted',
    }),
    look: looks.seeded(name),
  }));

const ROUTES = [
  ['health', 'says that it is healthy'],
  ['ready', 'is ready'],
  ['live', 'is alive'],
  ['database', 'reaches its database'],
  ['databaseSummary', 'describes its database'],
] as const;

const DATA_STORES: readonly string[] = ['postgres', 'redis', 's3', 'amqp', 'kafka'];

const aboutOne = (service: string, impact: string, more: Pick<About, 'critical' | 'grants'> = {}): About => ({
  level: 2,
  area: 'health',
  services: [service],
  impact,
  ...more,
});

const ofHealth = (services: Services): LookCheck[] =>
  services.flatMap(([service, stated]) => {
    const { kind, critical = false } = stated;
    const impact = `${service} does not work`;
    if (kind === 'http') return ofRoutes(service, stated, aboutOne(service, impact, { critical }));
    if (!DATA_STORES.includes(kind)) return [];
    const about = aboutOne(service, impact, { critical, grants: ['direct'] });
    return { group: 'health', title: `${service} answers`, service, about, look: looks.health(service) };
  });

const ofRoutes = (service: string, stated: HttpService, about: About): LookCheck[] =>
  ROUTES.filter(([path]) => stated[path] !== undefined).map(([path, says]) => ({
    group: 'health',
    title: `${service} ${says}`,
    service,
    about,
    ...(path === 'health' || path === tellingRoute(stated)
      ? { look: looks.health(service) }
      : { look: looks.route(service, path), further: true }),
  }));

function ofOperation(services: Services): LookCheck[] {
  const http = services.flatMap(([service, stated]) => (stated.kind === 'http' ? [[service, stated] as const] : []));
  return [
    ...http
      .filter(([, { metrics }]) => metrics !== undefined)
      .map(([service]) => ({
        group: 'health',
        title: `${service} exposes metrics`,
        service,
        about: aboutOne(service, `nobody sees how ${service} is doing`),
        look: looks.route(service, 'metrics'),
        further: true as const,
      })),
    ...http.map(([service]) => ({
      group: 'health',
      title: `${service} answers within its budget`,
      service,
      about: aboutOne(service, `${service} is slow`),
      look: looks.responseTime(service),
      further: true as const,
      alone: true as const,
    })),
  ];
}
