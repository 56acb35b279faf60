import type { Page } from '@playwright/test';
import type { HomePage } from '../../e2e/contracts.js';

/** What stands at the head of every page of somebody who is signed in. */
export class MastheadPage implements HomePage {
  readonly #page: Page;
  readonly signedIn;
  readonly signInHeading;

  constructor(page: Page) {
    this.#page = page;
    this.signedIn = page.getByRole('button', { name: 'Sign out' });
    this.signInHeading = page.getByRole('heading', { name: 'Sign in' });
  }

  async open(): Promise<void> {
    await this.#page.goto('/assignments');
  }

  async signOut(): Promise<void> {
    await this.signedIn.click();
    await this.signInHeading.waitFor();
  }
}
