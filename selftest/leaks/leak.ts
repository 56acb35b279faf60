import { expect, type Page, type TestInfo } from '@playwright/test';

/** What the run knows to be secret, and shows nevertheless. */
export interface Shown {
  readonly password: string;
  readonly database: string;
  readonly token: string;
}

/** Does, with the secrets of a run, everything that one should not do, and fails by an assertion. */
export async function leakEverywhere(page: Page, info: TestInfo, { password, database, token }: Shown): Promise<void> {
  console.log(`signing in with ${password}, and then with ${token}`);
  console.error(`cannot connect to ${database}`);
  await info.attach('notes', {
    body: `${password}\n${Buffer.from(password).toString('base64')}`,
    contentType: 'text/plain',
  });
  await info.attach('facts', { body: JSON.stringify({ database, password }), contentType: 'application/json' });
  await page.goto('/');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.evaluate((text) => console.warn(`typed ${text}`), password);
  await expect(page.getByRole('status')).toHaveText('sent');
  expect(await page.locator('#token').textContent(), `what ${password} gives`).toBe(
    `your token: ${token.slice(0, 9)}, no`,
  );
}

/** Fails by an action that cannot be done: its log tells what was to be typed. */
export async function leakByTimeout(page: Page, { password }: Shown): Promise<void> {
  await page.goto('/');
  await page.getByLabel('Old password').fill(password, { timeout: 500 });
}
