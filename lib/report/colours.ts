import picocolors from 'picocolors';
import { processEnvironment } from '../run/process-environment.js';

/** What decides whether a text is coloured. */
export interface Terminal {
  /** Undefined where standard output is a file or a pipe. */
  readonly isTTY: boolean | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const OFF = ['0', 'false'];

/**
 * Whether to colour: never with NO_COLOR (https://no-color.org), else as FORCE_COLOR says, else on a terminal. Pure.
 * The library's own rule colours whatever a pipeline writes to a file, and takes `FORCE_COLOR=0` for a yes.
 */
export function isColoured({ isTTY, environment }: Terminal): boolean {
  if (environment['NO_COLOR']) return false;
  const forced = environment['FORCE_COLOR'];
  if (forced) return !OFF.includes(forced);
  return isTTY === true && environment['TERM'] !== 'dumb';
}

/** Colours for what goes to standard output. */
export const colours = picocolors.createColors(
  isColoured({ isTTY: process.stdout.isTTY, environment: processEnvironment() }),
);
