import { afterEach, describe, expect, test } from 'vitest';
import { type Reply, TestServers } from '../clients/testing/http-server.js';
import { textOf } from '../target/json.js';
import type { ParsedBuild } from '../target/target.js';
import { judgeBuild, observeBuild } from './build.js';
import { httpFacts, noAnswer } from './testing/facts.js';

const servers = new TestServers();
afterEach(() => servers.end());

test.each<[string, Reply, ParsedBuild['field'], string | undefined]>([
  ['in a field', { body: { build: 'a1b2' } }, 'build', 'a1b2'],
  ['deep in the body', { body: { app: { git: { sha: 'a1b2' } } } }, 'app.git.sha', 'a1b2'],
  ['as a number', { body: { build: 1742 } }, 'build', '1742'],
  ['as a function finds it', { body: { tag: 'v1+a1b2' } }, (body) => textOf(body['tag'])?.split('+')[1], 'a1b2'],
  ['nowhere', { body: { version: 1 } }, 'build', undefined],
  ['in what is no JSON', { body: '<html></html>' }, 'build', undefined],
  ['where a function fails', { body: {} }, () => JSON.parse('no'), undefined],
])('a build is named %s', async (_, reply, field, build) => {
  const http = await servers.serve(() => reply);

  expect(await observeBuild({ path: '/version', field }, http)).toMatchObject({ build, answer: { status: 200 } });
});

describe('a build', () => {
  const facts = { answer: httpFacts({ text: '{"build":"a1b2"}' }), build: 'a1b2' };

  test.each([
    ['that is named, where none is expected', facts, undefined, []],
    ['that is expected', facts, 'a1b2', []],
    ['that is another', facts, 'c3d4', ['build.stale stale-build: build a1b2']],
    ['that is not named', { ...facts, build: undefined }, 'a1b2', ['build.unnamed contract-drift: none in the answer']],
    [
      'whose route is gone',
      { ...facts, answer: httpFacts({ status: 404 }) },
      'a1b2',
      ['http.status contract-drift: 404'],
    ],
    [
      'that nobody tells',
      { ...facts, answer: noAnswer('SMOKE_REFUSED') },
      'a1b2',
      ['http.no-answer not-started: it gives none'],
    ],
  ])('%s is judged', (_, told, expected, findings) => {
    const judged = judgeBuild(told, 'shop', expected).map(({ code, cause, actual }) => `${code} ${cause}: ${actual}`);

    expect(judged).toEqual(findings);
  });
});
