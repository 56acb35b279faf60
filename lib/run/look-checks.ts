import type { TargetDefinition } from '../target/define.js';
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
  /** It measures, and is spoilt by whatever else is asked at the same time. */
  readonly alone?: true;
}

type Declared = Pick<TargetDefinition, 'services' | 'seed'>;
type Services = ReadonlyArray<readonly [string, TargetDefinition['services'][string]]>;

/** Every check of levels 1 and 2 that a target gets for what it declares, in the order in which they are read. Pure. */
export function lookChecks({ services, seed = {} }: Declared): LookCheck[] {
  const all = Object.entries(services);
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
  ['live', 'is alive'],
  ['ready', 'is ready'],
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

function ofHealth(services: Services): LookCheck[] {
  const routes = ROUTES.flatMap(([path, says]) =>
    services.flatMap(([service, stated]) =>
      stated.kind !== 'http' || stated[path] === undefined
        ? []
        : {
            group: 'health',
            title: `${service} ${says}`,
            service,
            about: aboutOne(service, `${service} does not work`, { critical: stated.critical ?? false }),
            look: path === 'health' ? looks.health(service) : looks.route(service, path),
          },
    ),
  );
  const stores = services
    .filter(([, { kind }]) => DATA_STORES.includes(kind))
    .map(([service, { critical = false }]) => ({
      group: 'health',
      title: `${service} answers`,
      service,
      about: aboutOne(service, `${service} does not work`, { critical, grants: ['direct'] }),
      look: looks.health(service),
    }));
  return [...routes, ...stores];
}

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
      })),
    ...http.map(([service]) => ({
      group: 'health',
      title: `${service} answers within its budget`,
      service,
      about: aboutOne(service, `${service} is slow`),
      look: looks.responseTime(service),
      alone: true as const,
    })),
  ];
}
