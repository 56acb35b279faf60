import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LogAccess } from '../../lib/target/define.js';
import { lastLines } from './logs.js';

let folder: string;

const access = (environment: Readonly<Record<string, string>>): LogAccess => ({
  read: (value) => {
    const read = value.read(environment);
    return read.ok ? read.value : undefined;
  },
  signal: new AbortController().signal,
});

const linesOf = async (service: string, ids: readonly string[] = []) =>
  lastLines(service, ids, access({ SMOKE_LOG_FOLDER: folder }));

const entry = (stated: object): string =>
  JSON.stringify({ level: 30, time: Date.UTC(2026, 0, 1, 8, 42, 33, 568), service: 'content', ...stated });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'firstlight-logs-'));
  const request = { correlationId: 'r-7', msg: 'incoming request', req: { method: 'GET', url: '/v1/essays' } };
  const answer = { correlationId: 'r-7', msg: 'request completed', res: { statusCode: 200 } };
  const failure = {
    level: 50,
    correlationId: 'r-8',
    msg: 'request failed',
    err: { message: 'connect ECONNREFUSED' },
    res: { statusCode: 503 },
  };
  const lines = [entry({ msg: 'listening' }), entry(request), entry(answer), entry(failure)];
  writeFileSync(join(folder, 'content.log'), `${lines.join('\n')}\n`);
  writeFileSync(join(folder, 'postgres.log'), `${'x'.repeat(300_000)}\nready to accept connections\n`);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('what a process of the platform logged', () => {
  it('is what belongs to the requests that are asked for', async () => {
    expect(await linesOf('content', ['r-7'])).toEqual([
      '08:42:33.568 info incoming request GET /v1/essays [r-7]',
      '08:42:33.568 info request completed -> 200 [r-7]',
    ]);
  });

  it('is else all but the requests that went well', async () => {
    expect(await linesOf('content', ['r-9'])).toEqual([
      '08:42:33.568 info listening',
      '08:42:33.568 error request failed: connect ECONNREFUSED -> 503 [r-8]',
    ]);
  });

  it('is the end of a long log, as it is where it is not ours', async () => {
    expect(await linesOf('postgres')).toEqual(['ready to accept connections']);
  });

  it.each([
    ['redis', '994:M 01 Jan 2026 08:42:31.184 # starting', '994:M 01 Jan 2026 08:42:33.184 # a warning'],
    ['storage', '2026-01-01 08:42:31.184 UTC [1] LOG:  starting', '2026-01-01 08:42:33.184 UTC [1] ERROR:  refused'],
  ])('is not what %s wrote before it matters', async (service, before, after) => {
    writeFileSync(join(folder, `${service}.log`), `${before}\n${after}\nat no time\n`);
    const since = new Date(Date.parse(service === 'redis' ? '01 Jan 2026 08:42:32' : '2026-01-01T08:42:32Z'));

    const lines = await lastLines(service, [], { ...access({ SMOKE_LOG_FOLDER: folder }), since });

    expect(lines).toEqual([after, 'at no time']);
  });

  it('is nothing where nobody says where it is', async () => {
    expect(await lastLines('content', [], access({}))).toEqual([]);
  });
});
