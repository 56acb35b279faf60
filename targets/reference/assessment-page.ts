import type { Page } from '@playwright/test';
import type { ResultPage } from '../../e2e/contracts.js';

export class AssessmentPage implements ResultPage {
  readonly #page: Page;
  readonly progress;
  readonly tally;
  readonly finished;
  readonly order;
  readonly refusal;

  constructor(page: Page) {
    this.#page = page;
    this.progress = page.getByRole('progressbar', { name: 'Judging' });
    this.tally = page.getByText(/\d+ of \d+ comparisons/);
    this.finished = page.getByRole('table', { name: 'Ranking' });
    this.order = this.finished.getByRole('rowheader');
    this.refusal = page.getByRole('heading', { name: /not allowed/ });
  }

  async open(id: string): Promise<void> {
    await this.#page.goto(`/assessments/${id}`);
  }
}
