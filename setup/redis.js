import { findOnPath } from './executables.js';

/** @import { Environment } from './browser.js' */

/**
 * The Redis or Valkey server of this machine, which the embedded platform starts on a port of its own.
 * @param {Environment} [environment]
 */
export function findRedis(environment = process.env) {
  return findOnPath(['redis-server', 'valkey-server'], environment['PATH'] ?? '');
}
