// @ts-check
// What the platform answers, checked where it enters, so that the pages can trust it.
import { date, isAbsent, list, number, oneOf, record, text } from './fields.js';

/** @typedef {{ id: string, name: string, email: string, role: 'admin' | 'teacher' | 'student', schoolName: string }} Me */
/** @typedef {{ id: string, title: string, prompt: string, status: 'open' | 'closed', dueAt: Date | null, createdAt: Date }} Assignment */
/**
 * @typedef {object} Essay
 * @property {string} id
 * @property {string} title
 * @property {string} filename
 * @property {string} contentType
 * @property {number} size in bytes
 * @property {string} checksum
 * @property {number} words
 * @property {string | null} assignmentId
 * @property {string} ownerId
 * @property {Date} createdAt
 */
/** @typedef {{ rank: number, essayId: string, title: string, score: number, wins: number, comparisons: number }} Ranked */
/**
 * @typedef {object} Assessment
 * @property {string} id
 * @property {string} title
 * @property {'queued' | 'running' | 'finished' | 'failed'} status
 * @property {{ done: number, total: number }} progress in comparisons
 * @property {Date} createdAt
 * @property {Ranked[]} ranking empty until it is finished
 */
/** @typedef {{ type: string, data: Record<string, unknown> }} PlatformEvent */
/**
 * @template T
 * @typedef {{ items: T[], total: number, page: number, pageSize: number }} Page
 */

/**
 * @param {unknown} value
 * @returns {Me}
 */
export function toMe(value) {
  const me = record(value);
  return {
    id: text(me, 'id'),
    name: text(me, 'name'),
    email: text(me, 'email'),
    role: oneOf(me, 'role', ['admin', 'teacher', 'student']),
    schoolName: text(me, 'schoolName'),
  };
}

/**
 * @param {unknown} value
 * @returns {Assignment}
 */
export function toAssignment(value) {
  const assignment = record(value);
  return {
    id: text(assignment, 'id'),
    title: text(assignment, 'title'),
    prompt: text(assignment, 'prompt'),
    status: oneOf(assignment, 'status', ['open', 'closed']),
    dueAt: isAbsent(assignment, 'dueAt') ? null : date(assignment, 'dueAt'),
    createdAt: date(assignment, 'createdAt'),
  };
}

/**
 * @param {unknown} value
 * @returns {Essay}
 */
export function toEssay(value) {
  const essay = record(value);
  return {
    id: text(essay, 'id'),
    title: text(essay, 'title'),
    filename: text(essay, 'filename'),
    contentType: text(essay, 'contentType'),
    size: number(essay, 'size'),
    checksum: text(essay, 'checksum'),
    words: number(essay, 'words'),
    assignmentId: isAbsent(essay, 'assignmentId') ? null : text(essay, 'assignmentId'),
    ownerId: text(essay, 'ownerId'),
    createdAt: date(essay, 'createdAt'),
  };
}

/**
 * @param {unknown} value
 * @returns {Assessment}
 */
export function toAssessment(value) {
  const assessment = record(value);
  const progress = record(assessment['progress']);
  return {
    id: text(assessment, 'id'),
    title: text(assessment, 'title'),
    status: oneOf(assessment, 'status', ['queued', 'running', 'finished', 'failed']),
    progress: { done: number(progress, 'done'), total: number(progress, 'total') },
    createdAt: date(assessment, 'createdAt'),
    ranking: isAbsent(assessment, 'ranking') ? [] : list(assessment, 'ranking').map(toRanked),
  };
}

/**
 * @param {unknown} value
 * @returns {Ranked}
 */
function toRanked(value) {
  const ranked = record(value);
  return {
    rank: number(ranked, 'rank'),
    essayId: text(ranked, 'essayId'),
    title: text(ranked, 'title'),
    score: number(ranked, 'score'),
    wins: number(ranked, 'wins'),
    comparisons: number(ranked, 'comparisons'),
  };
}

/**
 * @template T
 * @param {(item: unknown) => T} toItem
 * @returns {(value: unknown) => Page<T>}
 */
export function pageOf(toItem) {
  return (value) => {
    const page = record(value);
    return {
      items: list(page, 'items').map(toItem),
      total: number(page, 'total'),
      page: number(page, 'page'),
      pageSize: number(page, 'pageSize'),
    };
  };
}

/**
 * @param {unknown} value
 * @returns {PlatformEvent}
 */
export function toEvent(value) {
  const event = record(value);
  return { type: text(event, 'event_type'), data: record(event['data']) };
}
