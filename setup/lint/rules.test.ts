import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

const ROOT = resolve(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);

const Configuration = z.looseObject({ $schema: z.string().optional(), jsPlugins: z.array(z.string()) });
const Report = z.object({ diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })) });

/** A file that a house rule must refuse, and the rule. */
const WRONG: readonly [file: string, rule: string, text: string][] = [
  ['lib/imports.ts', 'firstlight(import-boundaries)', `import '@playwright/test';`],
  ['lib/lazily.ts', 'firstlight(import-boundaries)', `export const page = () => import('../fixtures/test.js');`],
  ['lib/again.ts', 'firstlight(import-boundaries)', `export { test } from '../fixtures/test.js';`],
  ['lib/types.ts', 'firstlight(import-boundaries)', `export type Test = import('../fixtures/test.js').Test;`],
  ['api/hooks.spec.ts', 'playwright(no-hooks)', `test.beforeAll(() => {});`],
  ['api/skips.spec.ts', 'playwright(no-skipped-test)', `test.skip('a fact', () => { expect(1).toBe(1); });`],
  ['api/focus.spec.ts', 'playwright(no-focused-test)', `test.only('a fact', () => { expect(1).toBe(1); });`],
  ['api/empty.spec.ts', 'playwright(expect-expect)', `test('a fact', () => {});`],
  ['api/title.spec.ts', 'playwright(valid-title)', `test('it should work', () => { expect(1).toBe(1); });`],
  ['api/branch.spec.ts', 'playwright(no-conditional-in-test)', inTest(`if (page.url()) expect(1).toBe(1);`)],
  ['e2e/sleep.spec.ts', 'playwright(no-wait-for-timeout)', inTest(`await page.waitForTimeout(500);`)],
  ['e2e/idle.spec.ts', 'playwright(no-networkidle)', inTest(`await page.waitForLoadState('networkidle');`)],
  ['e2e/force.spec.ts', 'playwright(no-force-option)', inTest(`await page.locator('a').click({ force: true });`)],
  ['e2e/nth.spec.ts', 'playwright(no-nth-methods)', inTest(`await page.locator('a').nth(2).click();`)],
  ['targets/x/a-page.ts', 'playwright(no-wait-for-timeout)', `export const a = (page) => page.waitForTimeout(5);`],
];

function inTest(statement: string): string {
  return `test('a fact', async ({ page }) => { ${statement} expect(1).toBe(1); });`;
}

let folder: string;
let found: string[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lint-'));
  for (const [file, , text] of WRONG) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    const imports = file.endsWith('.spec.ts') ? `import { expect, test } from '../fixtures/test.js';\n` : '';
    writeFileSync(join(folder, file), imports + text);
  }
  const { $schema: _, ...configuration } = Configuration.parse(
    JSON.parse(readFileSync(join(ROOT, '.oxlintrc.json'), 'utf8')),
  );
  const jsPlugins = configuration.jsPlugins.map((name) =>
    name.startsWith('.') ? join(ROOT, name) : require.resolve(name),
  );
  writeFileSync(join(folder, '.oxlintrc.json'), JSON.stringify({ ...configuration, jsPlugins }));
  const oxlint = join(ROOT, 'node_modules/.bin/oxlint');
  const { stdout } = spawnSync(oxlint, ['--format', 'json'], { cwd: folder, encoding: 'utf8' });
  found = Report.parse(JSON.parse(stdout)).diagnostics.map(({ code, filename }) => `${filename}: ${code}`);
}, 20_000);

afterAll(() => rmSync(folder, { recursive: true }));

test.each(WRONG)('%s is refused by %s', (file, rule) => {
  expect(found).toContain(`${file}: ${rule}`);
});
