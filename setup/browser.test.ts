import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { chromium } from '@playwright/test';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findBrowser } from './browser.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'browser-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function program(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, '#!/bin/sh\n');
  chmodSync(path, 0o755);
  return path;
}

/** The folder's name is asked of Playwright itself: when its layout changes, these tests say so. */
function installedByPlaywright(browser: 'chromium' | 'chromium_headless_shell'): void {
  const ofChromium = basename(dirname(dirname(chromium.executablePath())));
  const installed = join(folder, ofChromium.replace('chromium', browser));
  mkdirSync(installed, { recursive: true });
  writeFileSync(join(installed, 'INSTALLATION_COMPLETE'), '');
}

const environment = (more: Record<string, string> = {}): Record<string, string> => ({
  PATH: folder,
  PLAYWRIGHT_BROWSERS_PATH: folder,
  ...more,
});

describe('the browser of this machine', () => {
  test('is the one that SMOKE_BROWSER names', () => {
    installedByPlaywright('chromium_headless_shell');
    expect(findBrowser(environment({ SMOKE_BROWSER: '/opt/my/browser' }))?.launch).toEqual({
      executablePath: '/opt/my/browser',
    });
  });

  test("is Playwright's own before the system's", () => {
    program('chromium');
    installedByPlaywright('chromium_headless_shell');
    expect(findBrowser(environment({ SMOKE_BROWSER: '' }))?.launch).toEqual({});
  });

  test("is Playwright's full Chromium when its headless shell is not installed", () => {
    installedByPlaywright('chromium');
    expect(findBrowser(environment())?.launch).toEqual({ channel: 'chromium' });
  });

  test("is the system's otherwise", () => {
    const executablePath = program('chromium');
    expect(findBrowser(environment())?.launch).toEqual({ executablePath });
  });

  test('has no windows, unless somebody wants to watch', () => {
    const full = program('chromium');
    const shell = program('chromium-headless-shell');
    expect(findBrowser(environment())?.launch).toEqual({ executablePath: shell });
    expect(findBrowser(environment(), { windows: true })?.launch).toEqual({ executablePath: full });
  });

  test('is not a file that cannot be run', () => {
    chmodSync(program('chromium'), 0o644);
    expect(findBrowser(environment())?.launch.executablePath).not.toBe(join(folder, 'chromium'));
  });
});
