// Makes the pictures of this folder again, from real runs on the embedded platform: npm run docs:images [name]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium } from '@playwright/test';
import { Platform, ROOT } from '../../selftest/platform.js';
import { suite } from '../../selftest/suite.js';
import { findBrowser } from '../../setup/browser.js';

interface Picture {
  readonly name: string;
  /** What is wrong with the platform. */
  readonly fault?: string;
  /** The checks that are chosen. */
  readonly area?: string;
  readonly colorScheme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
}

const PICTURES: readonly Picture[] = [
  { name: 'promote', colorScheme: 'light', width: 1200, height: 760 },
  { name: 'rollback', fault: 'postgres-stopped', colorScheme: 'light', width: 1200, height: 1010 },
  { name: 'degraded', fault: 'answers-slow', colorScheme: 'dark', width: 1200, height: 890 },
  { name: 'partial', area: 'storage', colorScheme: 'light', width: 400, height: 860 },
];

async function take(picture: Picture, platform: Platform, browser: Browser, history: string): Promise<void> {
  const { name, fault, area, colorScheme, width, height } = picture;
  if (fault !== undefined) await platform.switchOn(fault);
  const choice = area === undefined ? [] : ['--area', area];
  const variables = { ...platform.variables, SMOKE_HISTORY_DIR: history };
  const { results, output } = await suite(['firstlight', 'run', ...choice], variables);
  await platform.heal();
  if (results === undefined) throw new Error(output);
  const page = await browser.newPage({ colorScheme, viewport: { width, height } });
  await page.goto(pathToFileURL(join(ROOT, 'reports', 'runs', results.run_id, 'index.html')).href);
  const file = fileURLToPath(new URL(`${name}.png`, import.meta.url));
  await page.screenshot({ path: file });
  await page.close();
  // A third of the size, where it is installed.
  spawnSync('pngquant', ['--force', '--ext', '.png', '--strip', file]);
  console.log(`${name}: ${results.verdict?.decision ?? 'no verdict'}, ${Math.round(statSync(file).size / 1024)} kB`);
}

const history = mkdtempSync(join(tmpdir(), 'firstlight-images-'));
const platform = await Platform.start();
const browser = await chromium.launch({ ...findBrowser()?.launch, args: ['--disable-background-networking'] });
try {
  for (const picture of PICTURES.filter(({ name }) => process.argv[2] === undefined || process.argv[2] === name))
    await take(picture, platform, browser, history);
} finally {
  await browser.close();
  await platform.stop();
  rmSync(history, { recursive: true, force: true });
}
