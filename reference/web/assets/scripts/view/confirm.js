// @ts-check
import { html } from './dom.js';

/**
 * Asks before something that cannot be undone.
 * @param {{ title: string, text: string, action: string }} question
 * @returns {Promise<boolean>}
 */
export function confirm({ title, text, action }) {
  const dialog = html(
    'dialog',
    { class: 'dialog', 'aria-labelledby': 'confirm-title', 'aria-describedby': 'confirm-text' },
    html(
      'form',
      { method: 'dialog' },
      html('h2', { id: 'confirm-title' }, title),
      html('p', { id: 'confirm-text' }, text),
      html(
        'div',
        { class: 'actions' },
        html('button', { class: 'button quiet', value: '', autofocus: true }, 'Cancel'),
        html('button', { class: 'button danger', value: 'yes' }, action),
      ),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
  });
}
