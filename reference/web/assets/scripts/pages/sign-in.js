// @ts-check
import { errorFrom, exchange } from '../platform/api.js';
import { returnPath } from '../platform/return-path.js';
import { find } from '../view/dom.js';
import { clearProblems, complain, onSubmit } from '../view/forms.js';

const form = find('form', HTMLFormElement);
const password = find('#password', HTMLInputElement);

onSubmit(form, async (valueOf) => {
  const answer = await exchange('POST', '/session', { email: valueOf('email'), password: valueOf('password') });
  if (answer.ok) {
    location.assign(returnPath(location.search, location.origin));
    return;
  }
  const error = errorFrom(answer.status, await answer.text());
  if (error.status !== 401) throw error;
  complain(form, 'The e-mail address or the password is not right. Please try again.');
  password.setAttribute('aria-invalid', 'true');
  password.focus();
  password.select();
});

form.addEventListener('input', () => clearProblems(form));
