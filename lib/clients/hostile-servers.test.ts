import { afterEach, describe, expect, test } from 'vitest';
import type { HttpFailure } from './http-error.js';
import { failureOf, TestClients } from './testing/clients.js';
import { hostile, type Hostility } from './testing/hostile-servers.js';

const clients = new TestClients();
afterEach(() => clients.end());

const TIMEOUT = 400;
/** What a client may take beyond its deadline, on a machine that does other things as well. */
const GRACE = 1_500;

describe('the client of HTTP meets', () => {
  const codes: Readonly<Record<Hostility, HttpFailure>> = {
    'a huge body': 'SMOKE_TOO_LARGE',
    'an endless body': 'SMOKE_TOO_LARGE',
    'a slow body': 'SMOKE_TIMEOUT',
    'a body that is shorter than stated': 'SMOKE_BAD_ANSWER',
    'a deeply nested body': 'SMOKE_NOT_JSON',
    'UTF-16': 'SMOKE_NOT_JSON',
    'what is not UTF-8': 'SMOKE_NOT_JSON',
    'Latin-1 as UTF-8': 'SMOKE_NOT_JSON',
    'broken gzip': 'SMOKE_BAD_ANSWER',
    'gzip that breaks off': 'SMOKE_BAD_ANSWER',
    'a gzip bomb': 'SMOKE_TOO_LARGE',
    'a megabyte of headers': 'SMOKE_BAD_ANSWER',
    'endless headers': 'SMOKE_BAD_ANSWER',
    'slow headers': 'SMOKE_TIMEOUT',
    'endless hints': 'SMOKE_TIMEOUT',
    'no answer': 'SMOKE_TIMEOUT',
    'a reset': 'SMOKE_RESET',
    'another protocol': 'SMOKE_BAD_ANSWER',
    'a page for every route': 'SMOKE_NOT_JSON',
    'redirects in a ring': 'SMOKE_NOT_JSON',
  };

  test.each(Object.entries(codes))('%s', async (name, code) => {
    const client = clients.of(await clients.raws.serve(hostile(name)), { timeout: TIMEOUT });
    const started = performance.now();

    const failure = await failureOf(client.ask('/healthz').then(({ json }) => json));

    expect(failure).toMatchObject({ name: 'HttpError', code });
    expect(performance.now() - started).toBeLessThan(TIMEOUT + GRACE);
  });
});
