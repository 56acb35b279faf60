import { stripVTControlCharacters } from 'node:util';

/** Longer pieces of what was expected and seen are for the runner's own report. */
const LONGEST_PIECE = 120;

const EXPECTED = /^Expected(?: \w+)*: +(.+)$/m;
const RECEIVED = /^Received(?: \w+)*: +(.+)$/m;
const ABSENT = /^Error: (element.+)$/m;
const AWAITED = /^Call log:\n\s+- (waiting for .+)$/m;
const SURPLUS = /^\+ (?!Received)\s*(.+)$/gm;
/** What the runner says in place of a statement, where a check makes none. */
const MATCHER = /^expect\([^)]*\)(?:\.\w+)+\([^)]*\)/;
const NOTHING = /^- (Array \[\]|Object \{\})$/m;
const BRACKET = /^(?:Array \[|Object \{|[\]}]),?$/;

/**
 * One line of a check's error, as the runner words it: what it states, what was expected and what was seen. Pure;
 * undefined when the error says nothing.
 */
export function reasonIn(error: string): string | undefined {
  const text = stripVTControlCharacters(error);
  const statement = text.split('\n').find((line) => line.trim() !== '');
  if (statement === undefined) return undefined;
  const awaited = piece(AWAITED, text);
  const expected = piece(EXPECTED, text) ?? (NOTHING.test(text) ? 'nothing' : undefined);
  const seen = piece(RECEIVED, text) ?? piece(ABSENT, text) ?? surplusIn(text);
  const rest = [
    ...(expected === undefined ? [] : [`expected ${expected}`]),
    ...(seen === undefined ? [] : [`saw ${seen}`]),
    ...(expected === undefined && seen === undefined && awaited !== undefined ? [awaited] : []),
  ];
  const stated = statement.replace(/^(?:\w*Error): /, '').trim();
  if (rest.length > 0 && MATCHER.test(stated)) return rest.join(', ');
  return rest.length === 0 ? stated : `${stated.replace(/[.:]$/, '')}: ${rest.join(', ')}`;
}

const piece = (pattern: RegExp, text: string): string | undefined => shortened(pattern.exec(text)?.[1]?.trim());

/** What a difference between two values shows that was not expected. */
function surplusIn(text: string): string | undefined {
  const lines = [...text.matchAll(SURPLUS)].flatMap(([, line]) => line?.trim() ?? []);
  const told = lines.filter((line) => !BRACKET.test(line)).join(' ');
  return told === '' ? undefined : shortened(told.replace(/,$/, ''));
}

const shortened = (text: string | undefined): string | undefined =>
  text !== undefined && text.length > LONGEST_PIECE ? `${text.slice(0, LONGEST_PIECE)}...` : text;
