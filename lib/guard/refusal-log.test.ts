import { describe, expect, test } from 'vitest';
import { classifyAsking } from './page-request.js';
import { foreign } from './refusal.js';
import { RefusalLog } from './refusal-log.js';

const font = new URL('https://fonts.example/a.woff2');
const refusal = foreign('GET https://fonts.example', 'fonts.example');

describe('what was refused at a host', () => {
  test('counts when no page tells what it was for', () => {
    const log = new RefusalLog();
    log.addAt(font, refusal);

    expect(log.take()).toEqual({ refusals: [refusal], spared: [] });
    expect(log.take()).toEqual({ refusals: [], spared: [] });
  });

  test('is spared when a page can do without it, and forgotten when that is known', () => {
    const log = new RefusalLog();
    log.addAt(font, refusal);
    log.spare(font);
    expect(log.take()).toEqual({ refusals: [], spared: ['fonts.example'] });

    log.ignore(font);
    log.addAt(font, refusal);
    expect(log.take()).toEqual({ refusals: [], spared: [] });
  });

  test('is nothing when the browser asks for itself', () => {
    const log = new RefusalLog();
    log.addAt(new URL('https://content-autofill.googleapis.com'), refusal);
    log.addAt(new URL('https://notgoogleapis.com'), refusal);

    expect(log.take().refusals).toEqual([refusal]);
  });
});

test.each([
  ['https://shop.example/', 'POST', 'fetch', 'own'],
  ['wss://shop.example/ws', 'GET', 'websocket', 'own'],
  ['data:text/plain,hello', 'GET', 'fetch', 'own'],
  ['https://fonts.example/a.woff2', 'GET', 'font', 'passive'],
  ['https://fonts.example/a.js', 'POST', 'script', 'foreign'],
  ['https://elsewhere.example/?stolen', 'GET', 'fetch', 'foreign'],
  ['https://elsewhere.example/', 'GET', 'document', 'foreign'],
  ['https://numbers.example/beacon', 'POST', 'ping', 'ignored'],
])('a page that asks %s by %s as %s: %s', (url, method, kind, expected) => {
  const hosts = new Set(['shop.example']);
  expect(classifyAsking({ url, method, kind }, { hosts }, [/numbers\.example/g])).toBe(expected);
});
