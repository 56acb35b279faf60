import { afterEach, describe, expect, test } from 'vitest';
import { TestClients } from '../clients/testing/clients.js';
import { hostile, type Hostility } from '../clients/testing/hostile-servers.js';
import { answered } from '../clients/testing/raw-server.js';
import { type Code, CODES } from '../probes/codes.js';
import { lookAtAll } from '../probes/look.js';
import { defineTarget } from '../target/define.js';
import { env } from '../target/env.js';
import { parseTarget } from '../target/parse.js';
import { http } from '../target/services.js';
import { lookChecks } from './look-checks.js';
import { type Looked, probe } from './probe.js';
import { awaitReadiness } from './readiness.js';

const clients = new TestClients();
afterEach(() => clients.end());

const TIMEOUT = 400;
/** What everything together may take beyond its deadline, on a machine that does other things as well. */
const GRACE = 3_000;

const definition = defineTarget({
  name: 'hostile',
  environment: 'test',
  origin: env.url('SMOKE_ORIGIN'),
  build: { path: '/version', field: 'build' },
  services: {
    front: http({
      health: '/healthz',
      live: '/live',
      ready: '/ready',
      database: '/database',
      databaseSummary: '/database/summary',
      metrics: '/metrics',
      critical: true,
    }),
  },
  seed: { question: { path: '/v1/items', select: (body) => body['total'], expected: 3 } },
});

function targetAt(origin: URL) {
  const parsed = parseTarget(definition, { SMOKE_ORIGIN: origin.origin });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.target;
}

/** The codes of what was found, with the codes of errors. */
const codesOf = ({ came }: Looked): string[] => {
  if ('withheld' in came) return [];
  if ('findings' in came) return came.findings.map(({ code }) => code);
  return [/\bSMOKE_[A-Z_]+/.exec(came.error)?.[0] ?? `no code: ${came.error}`];
};

/** What the health route of each comes to. */
const HEALTH: Readonly<Record<Hostility, Code>> = {
  'a huge body': 'http.no-answer',
  'an endless body': 'http.no-answer',
  'a slow body': 'http.no-answer',
  'a body that is shorter than stated': 'http.no-answer',
  'a deeply nested body': 'health.not-a-report',
  'UTF-16': 'health.not-a-report',
  'what is not UTF-8': 'http.encoding',
  'Latin-1 as UTF-8': 'http.encoding',
  'broken gzip': 'http.no-answer',
  'gzip that breaks off': 'http.no-answer',
  'a gzip bomb': 'http.no-answer',
  'a megabyte of headers': 'http.no-answer',
  'endless headers': 'http.no-answer',
  'slow headers': 'http.no-answer',
  'endless hints': 'http.no-answer',
  'no answer': 'http.no-answer',
  'a reset': 'http.no-answer',
  'another protocol': 'http.no-answer',
  'a page for every route': 'health.not-a-report',
  'redirects in a ring': 'http.status',
};

describe('a probe finds', () => {
  test.each(Object.entries(HEALTH))('%s', async (name, code) => {
    const origin = await clients.raws.serve(hostile(name));
    const client = clients.of(origin, { timeout: TIMEOUT });
    const started = performance.now();

    const { looked, observations } = await probe({
      checks: lookChecks(definition),
      target: targetAt(origin),
      grants: { held: [], why: '' },
      http: client,
      runId: 'r-1',
      expectBuild: undefined,
    });

    expect(performance.now() - started).toBeLessThan(TIMEOUT + GRACE);
    expect(observations.flatMap(({ findings }) => findings.map((finding) => finding.code))).toContain(code);
    const codes = looked.flatMap(codesOf);
    expect(codes.filter((each) => !(each in CODES) && !each.startsWith('SMOKE_'))).toEqual([]);
    expect(codes).not.toEqual([]);
  });
});

test('a word of a health report cannot move the cursor of a terminal', async () => {
  const origin = await clients.raws.serve((socket) => void socket.write(answered('{"status":"\\u001b[2Jfine"}')));
  const target = targetAt(origin);

  const [look] = await lookAtAll(target, { http: clients.of(origin), may: { direct: false } });

  expect(look?.findings).toMatchObject([{ code: 'health.unknown-word', actual: 'the state "\uFFFD[2Jfine"' }]);
});

describe('waiting for a deployment ends with its grace at', () => {
  test.each(['no answer', 'slow headers', 'an endless body', 'a page for every route'])('%s', async (name) => {
    const origin = await clients.raws.serve(hostile(name));
    const target = targetAt(origin);
    const client = clients.of(origin, { timeout: TIMEOUT });
    const look = async () => ({
      observations: await lookAtAll(target, { http: client, may: { direct: false } }),
      findings: [],
    });
    const started = performance.now();

    const rounds = await awaitReadiness({ look, grace: 500, matters: () => true, say: () => undefined });

    expect(performance.now() - started).toBeLessThan(500 + TIMEOUT + GRACE);
    expect(rounds.at(-1)?.observations).toMatchObject([{ state: 'failing' }]);
  });
});
