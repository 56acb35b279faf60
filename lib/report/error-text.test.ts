import { describe, expect, it } from 'vitest';
import { reasonIn } from './error-text.js';

describe('reasonIn', () => {
  it.each([
    ['a plain sentence', 'HttpError: GET /v1/me was refused\n    at ask (client.ts:3)', 'GET /v1/me was refused'],
    ['colours', '\u001B[31mError: red\u001B[39m', 'red'],
    ['a limit of time', 'Test timeout of 15000ms exceeded.', 'Test timeout of 15000ms exceeded.'],
    [
      'a locator that is not there',
      "Error: the page says so\n\nexpect(locator).toBeVisible() failed\n\nLocator: getByRole('alert')\nExpected: visible\nTimeout: 3000ms\nError: element(s) not found\n",
      'the page says so: expected visible, saw element(s) not found',
    ],
    [
      'two values',
      'Error: expect(received).toBe(expected) // Object.is equality\n\nExpected: "a"\nReceived: "b"\n',
      'expected "a", saw "b"',
    ],
    [
      'a part of a text',
      'Error: the text\n\nexpect(received).toContain(expected)\n\nExpected substring: "a"\nReceived string:    "b"',
      'the text: expected "a", saw "b"',
    ],
    [
      'a difference',
      'Error: what the page said\n\nexpect(received).toEqual(expected)\n\n- Expected  - 1\n+ Received  + 3\n\n- Array []\n+ Array [\n+   "404: /logo.svg",\n+ ]\n',
      'what the page said: expected nothing, saw "404: /logo.svg"',
    ],
    [
      'a wait in vain',
      "TimeoutError: locator.waitFor: Timeout 3000ms exceeded.\nCall log:\n  - waiting for getByRole('button') to be visible\n",
      "locator.waitFor: Timeout 3000ms exceeded: waiting for getByRole('button') to be visible",
    ],
  ])('gives one line of %s', (_, error, reason) => {
    expect(reasonIn(error)).toBe(reason);
  });

  it('leaves what is long to the full report', () => {
    const reason = reasonIn(`Error: the text\n\nExpected: "${'a'.repeat(500)}"\nReceived: ""`);

    expect(reason).toHaveLength('the text: expected , saw ""'.length + 123);
  });

  it('gives nothing of an error that says nothing', () => {
    expect(reasonIn(' \n')).toBeUndefined();
  });
});
