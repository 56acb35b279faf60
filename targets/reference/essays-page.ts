import type { Locator, Page } from '@playwright/test';
import type { UploadPage } from '../../e2e/contracts.js';
import type { DocumentToUpload } from '../../lib/target/capabilities.js';

export class EssaysPage implements UploadPage {
  readonly #page: Page;
  readonly list;
  readonly files;
  readonly title;
  readonly submit;
  readonly uploads;
  readonly text;

  constructor(page: Page) {
    this.#page = page;
    this.list = page.getByRole('table', { name: 'Essays' });
    this.files = page.getByLabel('Essay files');
    this.title = page.getByLabel('Title');
    this.submit = page.getByRole('button', { name: 'Upload' });
    this.uploads = page.getByRole('list', { name: 'Uploads' });
    this.text = page.getByRole('article', { name: 'Essay text' });
  }

  async open(): Promise<void> {
    await this.#page.goto('/essays');
    await this.list.waitFor();
  }

  async upload({ title, filename, contentType, text }: DocumentToUpload): Promise<void> {
    await this.files.setInputFiles({ name: filename, mimeType: contentType, buffer: Buffer.from(text) });
    await this.title.fill(title);
    await this.submit.click();
    await this.uploads.getByRole('link', { name: title, exact: true }).waitFor();
  }

  entry(title: string): Locator {
    return this.list.getByRole('link', { name: title, exact: true });
  }

  async read(title: string): Promise<void> {
    await this.entry(title).click();
    await this.text.waitFor();
  }
}
