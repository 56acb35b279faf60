import type { CheckAbout } from '../lib/run/check-notes.js';

/** A check as the runner lists it. */
export interface ListedCheck {
  readonly id: string;
  readonly about: CheckAbout;
}

/** What turns checks red. */
export interface KnownFault {
  readonly name: string;
  readonly expects: readonly string[];
  readonly warns?: readonly string[] | undefined;
}

interface Row extends ListedCheck {
  readonly faults: readonly string[];
  readonly warnings: readonly string[];
}

/** Every check with what it needs, and with the faults that turn it red, as a page of Markdown. Pure. */
export function checksPage(checks: readonly ListedCheck[], faults: readonly KnownFault[]): string {
  const rows = new Map<string, Row>();
  for (const check of checks) {
    const row = rowOf(check, faults);
    const known = rows.get(row.id);
    rows.set(row.id, known === undefined ? row : { ...known, ...merged(known, row) });
  }
  const all = [...rows.values()];
  const areas = [...new Set(all.map(({ about }) => about.area))];
  const sections = areas.map((area) =>
    section(
      area,
      all.filter(({ about }) => about.area === area),
    ),
  );
  return [HEAD, ...sections].join('\n');
}

const HEAD = `# The checks

Written by \`npm run docs\` from the checks themselves and from the faults of the [embedded platform](../reference/README.md#faults);
\`npx firstlight plan\` tells which of them apply to a target of yours, and what each will do there.
What stands in angle brackets is there once for each that a target has. Level 1 is configuration, 2 health, 3 critical paths, 4 workflows; \`!\` marks what is critical.
`;

/** Checks that are there once for each of something that a target has, by their titles. */
const EACH: ReadonlyArray<readonly [title: RegExp, each: string]> = [
  [/^(?:pages|accessibility) > (.+) (?:(?:shows|has) no|is given what|shows what) /, '<page>'],
  [/^resource (.+) > /, '<resource>'],
  [/^platform seed > (.+) is as it was seeded$/, '<item>'],
  [/^results > (.+) is in its known order$/, '<result>'],
  [/^service (.+) > /, '<service>'],
];

/** What a check is about of which there may be many, and what stands for each. */
function subjectOf({ id, about: { services } }: ListedCheck): readonly [name: string, each: string] | undefined {
  const [service, ...others] = services;
  for (const [title, each] of EACH) {
    const name = title.exec(id)?.[1];
    if (name !== undefined) return [name, each];
  }
  return service === undefined || others.length > 0 ? undefined : [service, '<service>'];
}

function rowOf(check: ListedCheck, faults: readonly KnownFault[]): Row {
  const { id, about } = check;
  const subject = subjectOf(check);
  const general = (text: string): string => (subject === undefined ? text : text.replaceAll(...subject));
  const naming = (list: (fault: KnownFault) => readonly string[]): string[] =>
    faults
      .filter((fault) => list(fault).includes(id))
      .map(({ name }) => (subject?.[1] === '<service>' ? general(name) : name));
  return {
    id: general(id),
    about: { ...about, impact: general(about.impact) },
    faults: naming(({ expects }) => expects),
    warnings: naming(({ warns }) => warns ?? []),
  };
}

const merged = (one: Row, other: Row): Pick<Row, 'faults' | 'warnings' | 'about'> => ({
  faults: [...new Set([...one.faults, ...other.faults])],
  warnings: [...new Set([...one.warnings, ...other.warnings])],
  about: { ...one.about, critical: one.about.critical && other.about.critical },
});

function section(area: string, rows: readonly Row[]): string {
  const lines = rows.map(({ id, about, faults, warnings }) => [
    escaped(id),
    `${about.level}${about.critical ? ' !' : ''}`,
    [...about.needs, ...about.states, ...about.accounts.map((role) => `account ${role}`)].join(', '),
    about.grants.join(', '),
    escaped(about.impact),
    [...faults.map(coded), ...warnings.map((name) => `${coded(name)} (warns)`)].join(', '),
  ]);
  return `## ${area}

| check | level | needs | grants | when it fails | turned red by |
|---|---|---|---|---|---|
${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}
`;
}

const escaped = (text: string): string => text.replaceAll(/[<|]/g, String.raw`\$&`);

const coded = (name: string): string => `\`${name}\``;
