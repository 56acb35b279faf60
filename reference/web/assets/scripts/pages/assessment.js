// @ts-check
import { statusBadge } from '../assessments/assessment-status.js';
import { assessmentResults } from '../assessments/results.js';
import { toAssessment } from '../platform/answers.js';
import { ApiError, read, send } from '../platform/api.js';
import { followFeed } from '../platform/feed.js';
import { number, text } from '../platform/fields.js';
import { confirm } from '../view/confirm.js';
import { find } from '../view/dom.js';
import { sentenceFor } from '../view/failure.js';
import { announce, announceOnNextPage } from '../view/notices.js';
import { openPage, showFailure } from '../view/signed-in-page.js';

/** @typedef {import('../platform/answers.js').Assessment} Assessment */

// For the event that was sent and never arrived: nobody should have to reload a page to see a ranking.
const readAgainEvery = 10_000;

const path = `/v1/assessments/${location.pathname.split('/').at(-1) ?? ''}`;
const what = 'this assessment';
const status = find('#status', HTMLElement);
const judging = find('#judging', HTMLElement);
const bar = find('progress', HTMLProgressElement);
const tally = find('#tally', HTMLElement);
const connection = find('.connection', HTMLElement);
const results = find('#results', HTMLElement);

await openPage(async () => {
  const assessment = await read(path, toAssessment);
  document.title = `${assessment.title} · Fairhand`;
  find('h1', HTMLHeadingElement).textContent = assessment.title;
  find('#delete', HTMLButtonElement).addEventListener('click', () => void removeAfterAsking(assessment));
  show(assessment);
  find('#assessment', HTMLElement).hidden = false;
  find('#loading', HTMLElement).remove();
  if (!isOver(assessment)) follow(assessment.id);
}, what);

/** @param {string} id */
function follow(id) {
  const stopFeed = followFeed({
    filter: 'assessment.*',
    onEvent: ({ type, data }) => {
      if (text(data, 'assessmentId') !== id) return;
      if (type === 'assessment.progress') showProgress(number(data, 'done'), number(data, 'total'));
      else void refresh();
    },
    onChange: showConnection,
    onGap: () => void refresh(),
  });
  const timer = setInterval(() => void refresh(), readAgainEvery);

  async function refresh() {
    try {
      const assessment = await read(path, toAssessment);
      if (isOver(assessment)) {
        stopFeed();
        clearInterval(timer);
      }
      show(assessment);
    } catch (error) {
      // What is on the page stays there until the platform answers again, or says that there is nothing more to see.
      if (!(error instanceof ApiError) || error.status >= 500 || error.status === 429) return;
      stopFeed();
      clearInterval(timer);
      showFailure(error, what);
    }
  }
}

/** @param {Assessment} assessment */
function isOver({ status: state }) {
  return state === 'finished' || state === 'failed';
}

/** @param {Assessment} assessment */
function show(assessment) {
  const { status: state, progress } = assessment;
  showStatus(state);
  judging.hidden = isOver(assessment);
  if (!isOver(assessment)) showProgress(progress.done, progress.total);
  results.replaceChildren(...(isOver(assessment) ? assessmentResults(assessment) : []));
}

/** @param {Assessment['status']} state */
function showStatus(state) {
  const badge = statusBadge(state);
  // Saying the same again would be read out again.
  if (status.textContent !== badge.textContent) status.replaceChildren(badge);
}

/**
 * An answer that was read before the newest event must not turn the progress back.
 * @param {number} done
 * @param {number} total
 */
function showProgress(done, total) {
  bar.max = Math.max(1, total);
  bar.value = Math.max(bar.value, done);
  tally.textContent = `${bar.value} of ${total} comparisons`;
  if (bar.value > 0) showStatus('running');
}

/** @param {boolean} isLive */
function showConnection(isLive) {
  connection.dataset['state'] = isLive ? 'live' : 'lost';
  connection.textContent = isLive ? 'Live' : 'Reconnecting…';
}

/** @param {Assessment} assessment */
async function removeAfterAsking({ title }) {
  const question = {
    title: `Delete “${title}”?`,
    text: 'The ranking is deleted, the essays stay. This cannot be undone.',
    action: 'Delete assessment',
  };
  if (!(await confirm(question))) return;
  try {
    await send('DELETE', path);
    announceOnNextPage(`“${title}” has been deleted.`);
    location.assign('/assessments');
  } catch (error) {
    announce(sentenceFor(error));
  }
}
