/** What is said of what came when all is well. */
export const IN_ORDER = 'in order, each once';

/** Tells how what came differs from what was sent, each of which is sent once: `number 3 of 10 came again`. Pure. */
export function arrivalOf(came: readonly string[], sent: readonly string[]): string {
  const numbers = came.map((one) => sent.indexOf(one) + 1);
  if (numbers.includes(0)) return 'something that was never sent';
  const once = [...new Set(numbers)];
  const overtaken = once.find((number, at) => number < (once[at - 1] ?? 0));
  // First of all: what is missing may merely be late.
  if (overtaken !== undefined)
    return `number ${once[once.indexOf(overtaken) - 1]} of ${sent.length} before number ${overtaken}`;
  const again = numbers.filter((number, at) => numbers.indexOf(number) < at);
  if (again.length > 0) return `${named([...new Set(again)], sent.length)} again`;
  const missing = sent.map((_, at) => at + 1).filter((number) => !numbers.includes(number));
  return missing.length === 0 ? IN_ORDER : `all but ${named(missing, sent.length)}`;
}

const named = ([first, ...others]: readonly number[], of: number): string =>
  `number ${first} of ${of}${others.length === 0 ? '' : ` and ${others.length} more`}`;
