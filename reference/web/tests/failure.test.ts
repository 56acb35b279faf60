import { expect, test } from 'vitest';
import { ApiError, NoAnswerError, errorFrom } from '../assets/scripts/platform/api.js';
import { explain, sentenceFor } from '../assets/scripts/view/failure.js';

test('a refusal says so and offers no retry', () => {
  const refused = new ApiError(403, 'forbidden', 'This needs the role teacher or admin.');
  expect(explain(refused, 'this assessment')).toMatchObject({
    title: 'You are not allowed to view this assessment',
    canRetry: false,
  });
});

test.each([429, 500, 502, 503, 504])('status %i can be tried again', (status) => {
  expect(explain(new ApiError(status, 'some_code', 'Internals.'), 'the essays').canRetry).toBe(true);
});

test('silence can be tried again', () => {
  expect(explain(new NoAnswerError('none'), 'the essays').canRetry).toBe(true);
});

test('what went wrong inside the platform is not told to a reader', () => {
  const crash = errorFrom(500, '{"error":{"code":"internal_error","message":"relation does not exist"}}');
  expect(sentenceFor(crash)).not.toContain('relation');
  expect(JSON.stringify(explain(crash, 'the essays'))).not.toContain('relation');
});

test('an error keeps its code, its fields and its correlation id', () => {
  const details = [{ field: 'title', message: 'is too long' }];
  const body = {
    error: { code: 'validation_failed', message: 'Some fields are not valid.', details, correlationId: 'c' },
  };
  expect(errorFrom(422, JSON.stringify(body))).toMatchObject({
    status: 422,
    code: 'validation_failed',
    details,
    correlationId: 'c',
  });
});

test.each(['<html>Bad gateway</html>', '', '[]', '{"error":"no"}'])(
  'an answer such as %s still has its status',
  (body) => {
    expect(errorFrom(502, body)).toMatchObject({ status: 502, code: 'unknown' });
  },
);
