import type { Results } from '../results.js';
import { type Entry, entryOf } from './entry.js';
import { type History, readHistory, remember } from './history.js';
import { judgeByPast } from './judge.js';

/** How many earlier runs are looked at: more than are compared with, since not all of them were good. */
const LOOKED_AT = 100;

export interface Joined {
  readonly joined: Results;
  /** For a person: what of the history could not be read or written. */
  readonly warnings: readonly string[];
}

/**
 * Holds a full run that was judged against its target's history, and adds it there. Any other run is left as it is. What is
 * wrong with the history is told and changes nothing else.
 */
export function joinHistory(results: Results, folder: string): Joined {
  const entry = entryOf(results);
  if (entry === undefined) return { joined: results, warnings: [] };
  const name = results.target_folder ?? results.target;
  try {
    const history = readHistory(folder, name, LOOKED_AT);
    const { findings, past } = judgeByPast(results, history.entries);
    const joined = { ...results, findings: [...results.findings, ...findings], history: past };
    return { joined, warnings: [...damages(history, name), ...written(folder, name, entry)] };
  } catch (error) {
    return { joined: results, warnings: [`the history in ${folder} could not be read: ${String(error)}`] };
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
