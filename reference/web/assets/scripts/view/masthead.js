// @ts-check
import { exchange } from '../platform/api.js';
import { button, find, html } from './dom.js';
import { announce } from './notices.js';

/** @typedef {import('../platform/answers.js').Me} Me */

const places = [
  { path: '/assignments', label: 'Assignments', roles: ['admin', 'teacher', 'student'] },
  { path: '/essays', label: 'Essays', roles: ['admin', 'teacher', 'student'] },
  { path: '/assessments', label: 'Assessments', roles: ['admin', 'teacher'] },
];

/** @param {Me} [me] unknown while nobody can say who is signed in */
export function showMasthead(me) {
  const open = places.filter(({ roles }) => me === undefined || roles.includes(me.role));
  find('.masthead', HTMLElement).replaceChildren(
    html(
      'div',
      { class: 'masthead-row' },
      html('a', { href: '/', class: 'wordmark' }, logo(), 'Fairhand'),
      html('nav', { class: 'site-nav', 'aria-label': 'Main' }, html('ul', { role: 'list' }, ...open.map(toLink))),
      html('div', { class: 'who' }, ...whoIs(me), button('Sign out', signOut, { class: 'button quiet small' })),
    ),
  );
}

function logo() {
  return html('img', { src: '/assets/images/logo.svg', alt: '', width: 34, height: 34 });
}

/** @param {{ path: string, label: string }} place */
function toLink({ path, label }) {
  const current = location.pathname === path ? 'page' : location.pathname.startsWith(`${path}/`) && 'true';
  return html('li', {}, html('a', { href: path, 'aria-current': current }, html('span', {}, label)));
}

/** @param {Me} [me] */
function whoIs(me) {
  return me ? [html('p', {}, html('b', {}, me.name), html('span', {}, me.schoolName))] : [];
}

async function signOut() {
  try {
    const answer = await exchange('DELETE', '/session');
    // A session that is over already is as good as signed out.
    if (answer.ok || answer.status === 401) location.assign('/sign-in');
    else announce('You could not be signed out. Please try again.');
  } catch {
    announce('You could not be signed out: the server does not answer.');
  }
}
