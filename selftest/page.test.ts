import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Results } from '../lib/report/results.js';
import { findBrowser } from '../setup/browser.js';
import { Platform, ROOT } from './platform.js';
import { suite } from './suite.js';

/** What a deployment may say to do harm, or to be in the way. */
const HOSTILE = [
  '</script><script>document.title = "taken"</script>',
  '<img src="http://127.0.0.1:9/x" onerror="document.title = `taken`">',
  '" autofocus onfocus="document.title = `taken`',
  '\u202Etxet desrever\u202C \u0007 \uD83D',
  'x'.repeat(1_000),
].join(' ');

const CHECKS = 5_000;
/** Milliseconds within which the filter has to answer, on a machine that does other things, too. */
const SOON = 5_000;

let scratch: string;
let browser: Browser;
/** The page of a real run without its database. */
let real: string;
/** The same with very many checks, and texts that nobody wants. */
let crowded: string;

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'firstlight-page-'));
  const platform = await Platform.start();
  await platform.switchOn('postgres-stopped');
  const { results } = await suite(['firstlight', 'run'], {
    ...platform.variables,
    SMOKE_HISTORY_DIR: join(scratch, 'history'),
  });
  await platform.stop();
  if (results === undefined) throw new Error('the run left no results');
  real = join(ROOT, 'reports', 'runs', results.run_id, 'index.html');
  crowded = join(scratch, 'crowded', 'index.html');
  const file = join(scratch, 'results.json');
  writeFileSync(file, JSON.stringify(crowd(results)));
  await suite(['firstlight', 'verdict', file, '--output', join(scratch, 'crowded')]);
  browser = await chromium.launch({ ...findBrowser()?.launch, args: ['--disable-background-networking'] });
});

afterAll(async () => {
  await browser.close();
  rmSync(scratch, { recursive: true, force: true });
});

function crowd(results: Results): Results {
  const [check] = results.checks;
  if (check === undefined) throw new Error('the run has no checks');
  const more = Array.from({ length: CHECKS - results.checks.length }, (_, place): Results['checks'][number] => ({
    ...check,
    id: `crowd > fact ${place}`,
    title: `fact ${place}`,
    level: 1 + (place % 3),
    area: `area ${place % 7}`,
    needs: [],
    services: [],
    blockedBy: null,
    outcome: place % 100 === 0 ? 'failed' : 'passed',
    reason: place % 100 === 0 ? HOSTILE : null,
  }));
  const observations = results.observations.map((look) => ({
    ...look,
    findings: look.findings.map((finding) => ({ ...finding, actual: HOSTILE, evidence: { said: HOSTILE } })),
  }));
  const leftovers = [{ id: HOSTILE, kind: HOSTILE, reason: HOSTILE }];
  return { ...results, observations, leftovers, errors: [HOSTILE], checks: [...results.checks, ...more] };
}

async function open(
  file: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; requests: string[]; complaints: string[] }> {
  const page = await (await browser.newContext(options)).newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', ({ message }) => complaints.push(message));
  await page.goto(pathToFileURL(file).href);
  return { page, requests, complaints };
}

describe('the page of a run', () => {
  test('has no accessibility violation, whatever is unfolded, by day or by night', async () => {
    const { page } = await open(real, { colorScheme: 'light' });
    await page.evaluate(() => document.querySelectorAll('details').forEach((part) => (part.open = true)));
    const day = await new AxeBuilder({ page }).analyze();
    await page.emulateMedia({ colorScheme: 'dark' });
    // Nothing else differs.
    const night = await new AxeBuilder({ page }).withRules('color-contrast').analyze();
    await page.context().close();

    const found = [...day.violations, ...night.violations].map(({ id, nodes }) => [id, nodes[0]?.html]);
    expect(found).toEqual([]);
    expect(night.passes.map(({ id }) => id)).toEqual(['color-contrast']);
  });

  test.each([
    ['a real run', () => real],
    ['hostile texts', () => crowded],
  ])('%s: fits a phone, asks nobody for anything and complains of nothing', async (_name, file) => {
    const { page, requests, complaints } = await open(file(), { viewport: { width: 360, height: 740 } });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    const title = await page.title();
    await page.context().close();

    expect(wide).toBeLessThanOrEqual(360);
    expect(requests).toEqual([pathToFileURL(file()).href]);
    expect(complaints).toEqual([]);
    expect(title).toBe('rollback · reference (development)');
  });

  test('without scripts everything is there', async () => {
    const { page } = await open(real, { javaScriptEnabled: false });
    const drawn = await page.getByRole('link', { name: 'postgres: root cause' }).isVisible();
    const broke = await page.getByRole('banner').innerText();
    await page.context().close();

    expect(drawn).toBe(true);
    expect(broke).toMatch(/What broke\s+postgres/);
    expect(broke).toContain('pg_isready');
  });

  test('by keyboard one comes from the top to the incident, and from the drawing to what was seen', async () => {
    const { page } = await open(real);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const first = await page.evaluate(() => document.activeElement?.id);
    await page.getByRole('link', { name: /^gateway: affected/ }).press('Enter');
    const second = await page.evaluate(() => document.activeElement?.id);
    await page.context().close();

    expect([first, second]).toEqual(['incident-1', 'service-gateway']);
  });

  test('of thousands of checks those that are looked for are shown at once', async () => {
    const { page } = await open(crowded);
    const shown = page.getByRole('status');
    const rows = page.locator('.checks li:visible');
    const started = performance.now();
    await page.getByLabel('Find checks').fill('fact 4321');
    await shown.filter({ hasText: `1 of ${CHECKS} checks` }).waitFor();
    const took = performance.now() - started;
    const found = await rows.allInnerTexts();
    await page.getByLabel('Find checks').fill('fact');
    await page.getByRole('combobox', { name: 'outcome' }).selectOption('failed');
    await page.getByRole('combobox', { name: 'level' }).selectOption('2');
    await page.getByRole('combobox', { name: 'area' }).selectOption('area 1');
    const outcomes = await rows.evaluateAll((all) => all.map((row) => row.dataset['outcome']));
    await page.context().close();

    expect(found).toHaveLength(1);
    expect(found[0]).toContain('crowd > fact 4321');
    expect(new Set(outcomes)).toEqual(new Set(['failed']));
    expect(took).toBeLessThan(SOON);
  });
});
