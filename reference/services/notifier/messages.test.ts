import { describe, expect, test } from 'vitest';
import { matches, readMessage } from './messages.js';

describe('matches', () => {
  test.each([
    ['*', 'assessment.finished', true],
    ['assessment.*', 'assessment.finished', true],
    ['assessment.*', 'content.uploaded', false],
    ['assessment.finished', 'assessment.finished', true],
    ['assessment.finished', 'assessment.failed', false],
    ['assess.*', 'assessment.finished', false],
  ])('%s lets %s through: %s', (filter, type, expected) => {
    expect(matches(filter, type)).toBe(expected);
  });
});

describe('readMessage', () => {
  test('reads a subscription and a ping', () => {
    const subscribe = { type: 'subscribe', filter: 'assessment.*' };
    expect(readMessage(JSON.stringify(subscribe))).toEqual(subscribe);
    expect(readMessage('{"type":"ping","id":7}')).toEqual({ type: 'ping', id: 7 });
  });

  test.each([
    '',
    'hello',
    'null',
    '[]',
    '{"type":"shout"}',
    '{"type":"subscribe"}',
    '{"type":"subscribe","filter":"(.*)"}',
  ])('answers %j with a problem', (text) => {
    expect(readMessage(text)).toMatchObject({ type: 'error', error: { code: 'bad_message' } });
  });
});
