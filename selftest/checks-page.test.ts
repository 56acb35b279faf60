import { expect, test } from 'vitest';
import { z } from 'zod';
import { checkAboutSchema, NOTES } from '../lib/run/check-notes.js';
import { loadFaults } from '../reference/faults/registry.js';
import { checksPage, type ListedCheck } from './checks-page.js';
import { SHOWN_ELSEWHERE } from './faults-elsewhere.js';
import { suite } from './suite.js';

const listed = z.object({
  title: z.string(),
  tests: z.array(
    z.object({ annotations: z.array(z.object({ type: z.string(), description: z.string().optional() })) }),
  ),
});

interface Group {
  readonly title: string;
  readonly specs: readonly z.infer<typeof listed>[];
  readonly suites?: readonly Group[] | undefined;
}

const group: z.ZodType<Group> = z.object({
  title: z.string(),
  specs: z.array(listed),
  suites: z.lazy(() => z.array(group)).optional(),
});

/** The runner's own projects of checks: the umbrella has none of its own. */
const PROJECTS = ['preflight', 'health', 'api', 'websocket', 'browser', 'a11y', 'workflows', 'disruptive'];

async function listChecks(): Promise<ListedCheck[]> {
  const projects = PROJECTS.map((name) => `--project=${name}`);
  const { output } = await suite(['playwright', 'test', '--list', '--reporter=json', ...projects]);
  const { suites } = z.object({ suites: z.array(group) }).parse(JSON.parse(output.slice(output.indexOf('{'))));
  // The outermost title is the file's.
  return suites.flatMap(({ specs, suites: inner = [] }) => [
    ...checksOf(specs, []),
    ...inner.flatMap((one) => within(one, [])),
  ]);
}

const within = ({ title, specs, suites = [] }: Group, above: readonly string[]): ListedCheck[] => [
  ...checksOf(specs, [...above, title]),
  ...suites.flatMap((one) => within(one, [...above, title])),
];

const checksOf = (specs: Group['specs'], above: readonly string[]): ListedCheck[] =>
  specs.flatMap(({ title, tests }) => {
    const note = tests[0]?.annotations.find(({ type }) => type === NOTES.about)?.description;
    if (note === undefined) return [];
    return [{ id: [...above, title].join(' > '), about: checkAboutSchema.parse(JSON.parse(note)) }];
  });

// `npm run docs` writes the file anew.
test('docs/checks.md tells of each check and of what turns it red, and none is without a fault', async () => {
  const checks = await listChecks();
  const faults = [...(await loadFaults()), ...SHOWN_ELSEWHERE];
  const red = new Set(faults.flatMap(({ expects, warns = [] }) => [...expects, ...warns]));

  await expect(checksPage(checks, faults)).toMatchFileSnapshot('../docs/checks.md');
  expect(checks.length).toBeGreaterThan(90);
  expect(checks.filter(({ id }) => !red.has(id)).map(({ id }) => id)).toEqual([]);
});
