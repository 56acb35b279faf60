import type { Page } from '@playwright/test';
import type { SignInPage } from '../../e2e/contracts.js';
import { typeSecret } from '../../e2e/contracts/type-secret.js';
import type { Credentials } from '../../lib/target/capabilities.js';

export class SignInFormPage implements SignInPage {
  readonly #page: Page;
  readonly form;
  readonly refusal;
  readonly email;
  readonly password;
  readonly submit;

  constructor(page: Page) {
    this.#page = page;
    this.form = page.getByRole('heading', { name: 'Sign in' });
    this.refusal = page.getByRole('alert').filter({ hasText: 'password is not right' });
    this.email = page.getByLabel('E-mail');
    this.password = page.getByLabel('Password');
    this.submit = page.getByRole('button', { name: 'Sign in' });
  }

  async open(): Promise<void> {
    await this.#page.goto('/sign-in');
    await this.form.waitFor();
  }

  async signIn({ email, password }: Credentials): Promise<void> {
    await this.email.fill(email);
    await typeSecret(this.password, password);
    await this.submit.click();
  }
}
