// @ts-check
import { ApiError } from '../platform/api.js';
import { find } from './dom.js';
import { sentenceFor } from './failure.js';

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

/**
 * Sends a form when it is complete, once at a time, and shows what is wrong beside the fields.
 * @param {HTMLFormElement} form
 * @param {(valueOf: (name: string) => string) => Promise<void>} work
 */
export function onSubmit(form, work) {
  form.noValidate = true;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (form.ariaBusy !== 'true') void attempt(form, work);
  });
}

/**
 * @param {HTMLFormElement} form
 * @param {(valueOf: (name: string) => string) => Promise<void>} work
 */
async function attempt(form, work) {
  clearProblems(form);
  const incomplete = fieldsOf(form).filter((field) => !field.validity.valid);
  if (incomplete.length > 0) return show(incomplete.map((field) => ({ field, message: complaintOf(field) })));
  form.ariaBusy = 'true';
  try {
    const values = new FormData(form);
    await work((name) => {
      const value = values.get(name);
      return typeof value === 'string' ? value : '';
    });
  } catch (error) {
    showProblems(form, error);
  } finally {
    form.ariaBusy = 'false';
  }
}

/** @param {HTMLFormElement} form */
export function clearProblems(form) {
  find('[role=alert]', HTMLElement, form).textContent = '';
  for (const field of fieldsOf(form)) {
    field.removeAttribute('aria-invalid');
    problemOf(field).textContent = '';
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {string} message
 */
export function complain(form, message) {
  find('[role=alert]', HTMLElement, form).textContent = message;
}

/**
 * @param {HTMLFormElement} form
 * @param {unknown} error
 */
function showProblems(form, error) {
  const details = error instanceof ApiError && error.status === 422 ? error.details : [];
  const known = fieldsOf(form).flatMap((field) => {
    const problem = details.find((detail) => detail.field === field.name);
    return problem ? [{ field, message: problem.message }] : [];
  });
  if (known.length > 0) show(known);
  else complain(form, sentenceFor(error));
}

/** @param {{ field: Field, message: string }[]} problems */
function show(problems) {
  for (const { field, message } of problems) {
    field.setAttribute('aria-invalid', 'true');
    problemOf(field).textContent = message;
  }
  problems[0]?.field.focus();
}

/** @param {Field} field */
function complaintOf(field) {
  return field.validity.valueMissing ? (field.dataset['missing'] ?? field.validationMessage) : field.validationMessage;
}

/**
 * The place for what is wrong with a field; only fields that have one take part.
 * @param {Field} field
 */
function problemOf(field) {
  return find(`#${field.id}-problem`, HTMLElement);
}

/** @param {HTMLFormElement} form */
function fieldsOf(form) {
  return Array.from(form.elements)
    .filter(
      (field) =>
        field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement,
    )
    .filter((field) => document.getElementById(`${field.id}-problem`) !== null);
}
