import type { CheckResult } from '../../verdict/evidence.js';
import { commandForTrace } from '../../verdict/words.js';
import { html, type Html } from './html.js';

type Left = Pick<CheckResult, 'id' | 'attachments'>;

/** What opens the trace of a check, where it left one. */
export const traceCommand = ({ id, attachments }: Left): Html | false =>
  attachments.some(({ name }) => name === 'trace') && html`<code class="command">${commandForTrace(id)}</code>`;

/** What a check left in the run's folder, beside the page. */
export const attachmentLinks = ({ attachments }: Left): Html =>
  html`${attachments.map(({ name, path }) => html`<a href="${addressOf(path)}">${name}</a> `)}`;

const addressOf = (path: string): string => path.split('/').map(encodeURIComponent).join('/');
