import type { Target } from '../target/target.js';

/** What health bodies call the things that a service needs, when they do not call them by the target's names. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  postgres: ['postgres', 'postgresql', 'database', 'db', 'sql'],
  redis: ['redis', 'valkey', 'cache'],
  amqp: ['amqp', 'rabbitmq', 'rabbit', 'broker', 'queue', 'messagebus'],
  kafka: ['kafka', 'broker', 'messagebus'],
  s3: ['s3', 'storage', 'objectstore', 'minio', 'bucket'],
};

/** Letters and digits of a part's name, before the colon that the draft of health+json puts in front of what was measured. */
const plain = (name: string): string => (name.split(':')[0] ?? '').toLowerCase().replace(/[^a-z0-9]/g, '');

/**
 * The services of the target that a service's health body means by its parts: those that it names, and, where it says
 * "database", the one database that the service needs. Pure.
 */
export function servicesCalled(parts: readonly string[], speaker: string, target: Pick<Target, 'services'>): string[] {
  const needed = target.services[speaker]?.dependsOn ?? [];
  const called = parts.map(plain).flatMap((part) => {
    const named = Object.keys(target.services).filter((name) => plain(name) === part);
    if (named.length > 0) return named;
    const alike = needed.filter((name) => CALLED[target.services[name]?.kind ?? '']?.includes(part) === true);
    return alike.length === 1 ? alike : [];
  });
  return [...new Set(called)].filter((name) => name !== speaker);
}
