import type { TargetDefinition } from './define.js';
import type { Problem } from './env.js';
import { BROKERS, type Events, type FailingHandler } from './presets/events.js';

/** What is wrong with what a target states about its events. Pure. */
export function wrongEvents({ services, capabilities = {} }: TargetDefinition): Problem[] {
  const { events, uploads, resources = {}, notifications } = capabilities;
  if (events === undefined) return [];
  const by = events.caused?.by;
  const at = events.caused?.reaches?.at;
  return [
    ...wrongBroker(events, services),
    ...(by === 'upload' && uploads === undefined
      ? [problem('caused.by', 'is `upload`, but the target declares no `uploads`')]
      : []),
    ...(typeof by === 'object' && resources[by.resource] === undefined
      ? [problem('caused.by.resource', `names "${by.resource}", which is none of the target's \`resources\``)]
      : []),
    ...(at === 'notifications' && notifications === undefined
      ? [problem('caused.reaches.at', 'is `notifications`, but the target declares none')]
      : []),
    ...unknownServices(events, services),
    ...(events.failing === undefined ? [] : wrongRetries(events.failing)),
    ...(events.kind === 'redis' && !events.channels && !events.streams
      ? [problem('channels', 'and `streams` are both `false`: events go over one of them')]
      : []),
  ];
}

const problem = (where: string, wrong: string, example?: string): Problem => ({
  where: `capabilities.events.${where}`,
  wrong,
  ...(example !== undefined && { example }),
});

function wrongBroker({ kind, service }: Events, services: TargetDefinition['services']): Problem[] {
  const broker = services[service]?.kind;
  // A service that there is not is told of with all others.
  if (broker === undefined || broker === BROKERS[kind]) return [];
  const wrong = `is \`${service}\`, which is of the kind \`${broker}\`, not \`${BROKERS[kind]}\``;
  return [problem('service', wrong, `${service}: ${BROKERS[kind]}({ url: env.secret('SMOKE_BROKER_URL') })`)];
}

const unknownServices = ({ caused, failing }: Events, services: TargetDefinition['services']): Problem[] =>
  Object.entries({ 'caused.reaches.service': caused?.reaches?.service, 'failing.service': failing?.service })
    .filter(([, name]) => name !== undefined && services[name] === undefined)
    .map(([where, name]) =>
      problem(
        where,
        `names "${name}", which is no service of this target`,
        `one of: ${Object.keys(services).join(', ')}`,
      ),
    );

function wrongRetries({ retries: { times, base, factor = 2 } }: FailingHandler): Problem[] {
  const isRight = Number.isInteger(times) && times >= 0 && base >= 0 && factor >= 1;
  return isRight
    ? []
    : [
        problem(
          'failing.retries',
          `cannot be: times ${times}, base ${base}, factor ${factor}`,
          '{ times: 3, base: 100 }',
        ),
      ];
}
