import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CAUSES } from '../probes/finding.js';
import { checkAboutSchema, NOTES } from '../run/check-notes.js';
import type { Results } from './results.js';

const LEVELS: Readonly<Record<number, string>> = {
  1: 'level 1: configuration',
  2: 'level 2: health',
  3: 'level 3: critical paths',
  4: 'level 4: workflows',
};

/** Labels by which Allure sorts into suites; ours take the place of the runner's. */
const SUITES = ['parentSuite', 'suite', 'subSuite', 'severity'];

const resultSchema = z.looseObject({
  name: z.string(),
  steps: z.array(z.looseObject({ name: z.string() })),
  labels: z.array(z.object({ name: z.string(), value: z.string() })),
  titlePath: z.array(z.string()).optional(),
});

/**
 * Completes what the Allure reporter has written, in Allure's own format: suites by level and area, severity, the impact as
 * description, the environment, and categories by class of cause. The runner's notes on a check, which Allure shows as steps,
 * go.
 */
export function completeAllure(folder: string, results: Results): void {
  if (!existsSync(folder)) return;
  for (const file of readdirSync(folder).filter((name) => name.endsWith('-result.json'))) {
    const path = join(folder, file);
    const parsed = resultSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    if (parsed.success) writeFileSync(path, JSON.stringify(complete(parsed.data, results)));
  }
  writeFileSync(join(folder, 'environment.properties'), environmentOf(results));
  writeFileSync(join(folder, 'categories.json'), JSON.stringify(CATEGORIES, null, 2));
}

function complete(result: z.infer<typeof resultSchema>, { checks }: Results): object {
  const prefix = `${NOTES.about}: `;
  const note = result.steps.findLast(({ name }) => name.startsWith(prefix))?.name.slice(prefix.length);
  if (note === undefined) return result;
  const about = checkAboutSchema.parse(JSON.parse(note));
  const subject = result.titlePath?.at(-1) ?? about.area;
  const check = checks.find(({ id }) => id === `${subject} > ${result.name}`);
  return {
    ...result,
    description: `When it is red: ${about.impact}.`,
    steps: result.steps.filter(({ name }) => !name.startsWith('_') && !name.startsWith('impact: ')),
    labels: [
      ...result.labels.filter(({ name }) => !SUITES.includes(name)),
      { name: 'parentSuite', value: LEVELS[about.level] ?? `level ${about.level}` },
      { name: 'suite', value: about.area },
      { name: 'subSuite', value: subject },
      { name: 'severity', value: about.critical ? 'critical' : 'normal' },
    ],
    ...(check?.reason === null || check === undefined
      ? {}
      : { statusDetails: { message: `${check.cause ?? check.outcome}: ${check.reason}` } }),
  };
}

const environmentOf = ({ target, environment, build, run_id, verdict }: Results): string =>
  Object.entries({
    Target: target,
    Environment: environment,
    Build: build.seen ?? 'unknown',
    Run: run_id,
    Verdict: verdict?.decision ?? 'none',
  })
    .map(([name, value]) => `${name}=${value.replaceAll(/[\r\n]/g, ' ')}\n`)
    .join('');

/** Allure's categories: a class of cause each, and what was held back. */
const CATEGORIES = [
  ...CAUSES.map((cause) => ({ name: cause, messageRegex: `^${cause}: .*`, matchedStatuses: ['failed', 'broken'] })),
  { name: 'blocked', messageRegex: '^blocked.*|.*blocked by .*', matchedStatuses: ['skipped', 'failed', 'broken'] },
  { name: 'unverified', messageRegex: '^unverified: .*', matchedStatuses: ['skipped'] },
  { name: 'not applicable', messageRegex: '^not-applicable: .*', matchedStatuses: ['skipped'] },
];
