import { findOnPath, isExecutable } from './executables.js';

/** @import { Environment } from './browser.js' */

/** Debian's own start refuses everybody but two users; what it starts does not. */
const DEBIAN = '/usr/lib/rabbitmq/bin/rabbitmq-server';

/**
 * The RabbitMQ server of this machine, which the test of brokers starts on ports of its own.
 * @param {Environment} [environment]
 */
export function findRabbitmq(environment = process.env) {
  return isExecutable(DEBIAN) ? DEBIAN : findOnPath(['rabbitmq-server'], environment['PATH'] ?? '');
}

/**
 * kcat, in which there is a Kafka broker.
 * @param {Environment} [environment]
 */
export function findKcat(environment = process.env) {
  return findOnPath(['kcat', 'kafkacat'], environment['PATH'] ?? '');
}
