import type { Results } from '../results.js';
import { type Entry, entryOf } from './entry.js';
import { type History, readHistory, remember } from './history.js';
import { judgeByPast } from './judge.js';

/** How many earlier runs are looked at: more than are compared with, since not all of them were good. */
const LOOKED_AT = 100;

/** A run beside those before it. */
export interface Met {
  /** With what the past says of it. */
  readonly results: Results;
  /** For a person: what of the history could not be read. */
  readonly warnings: readonly string[];
  /** Adds the run to the history; gives what went wrong. */
  readonly join: () => string[];
}

/**
 * Holds a full run that was judged against its target's history. Any other run is left as it is. What is wrong with the history
 * is told and changes nothing else.
 */
export function meetHistory(results: Results, folder: string): Met {
  const entry = entryOf(results);
  if (entry === undefined) return { results, warnings: [], join: () => [] };
  const name = results.target_folder ?? results.target;
  const join = (): string[] => written(folder, name, entry);
  try {
    const history = readHistory(folder, name, LOOKED_AT);
    const { findings, past } = judgeByPast(results, history.entries);
    const met = { ...results, findings: [...results.findings, ...findings], history: past };
    return { results: met, warnings: damages(history, name), join };
  } catch (error) {
    return { results, warnings: [`the history in ${folder} could not be read: ${String(error)}`], join };
  }
}

const damages = ({ damaged }: History, name: string): string[] =>
  damaged === 0 ? [] : [`${damaged} ${damaged === 1 ? 'line' : 'lines'} in the history of ${name} cannot be read`];

function written(folder: string, name: string, entry: Entry): string[] {
  try {
    remember(folder, name, entry);
    return [];
  } catch (error) {
    return [`the run could not be added to the history in ${folder}: ${String(error)}`];
  }
}
