import type { Locator } from '@playwright/test';

/**
 * Types a secret into a field. Playwright's `fill` does the same, and tells what it typed in the title of its step, in its
 * log and in its errors. https://chromedevtools.github.io/devtools-protocol/tot/Input/#method-insertText
 */
export async function typeSecret(field: Locator, secret: string): Promise<void> {
  await field.clear();
  await field.focus();
  const page = field.page();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Input.insertText', { text: secret });
  await devtools.detach();
}
