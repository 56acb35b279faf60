import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Secret } from '../../target/secret.js';
import { RUNS } from '../testing/runs.js';
import { printMetrics } from './metrics.js';
import { publish, type Readers } from './publish.js';
import { printVerdict } from './verdict-markdown.js';

interface Request extends Pick<IncomingMessage, 'method' | 'url' | 'headers'> {
  readonly body: string;
}

let folder: string;
let origin: string;
let requests: Request[] = [];
let status = 200;

const server = createServer((request, response) => {
  void answer(request, response);
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request);
  requests.push({ method: request.method, url: request.url, headers: request.headers, body });
  response.writeHead(status).end();
}

beforeAll(async () => {
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  const address = server.address();
  origin = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firstlight-publish-'));
  [requests, status] = [[], 200];
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const readers = (options: Partial<Readers['options']>, environment: Readers['environment'] = {}): Readers => ({
  options: { metricsFile: undefined, pushGateway: undefined, alertWebhook: undefined, ...options },
  history: join(folder, 'history'),
  environment,
});

const webhook = () => new Secret(`http://${origin}/hook/secret-token`);

test('nobody is told of anything when nobody asks', async () => {
  expect(await publish(RUNS.red(), readers({}))).toEqual([]);
  expect([requests, readdirSync(folder)]).toEqual([[], []]);
});

test('an incident is posted once, its end once, each as JSON', async () => {
  for (const results of [RUNS.red(), RUNS.red(), RUNS.green(), RUNS.green()])
    expect(
      await publish(results, readers({ alertWebhook: webhook() }, { CI_JOB_URL: 'https://ci.example/1' })),
    ).toEqual([]);

  expect(requests.map(({ method, url, headers }) => [method, url, headers['content-type']])).toEqual([
    ['POST', '/hook/secret-token', 'application/json'],
    ['POST', '/hook/secret-token', 'application/json'],
  ]);
  expect(requests.map(({ body }) => JSON.parse(body).text)).toEqual([
    '⛔ rollback: shop (staging): postgres',
    '✅ recovered: shop (staging): postgres',
  ]);
  expect(requests[0]?.body).toContain('https://ci.example/1');
});

test('an alert that was refused is tried again by the next run; its address is not told', async () => {
  status = 403;
  const [problem] = await publish(RUNS.red(), readers({ alertWebhook: webhook() }));
  expect(problem).toBe(`the alert of postgres could not be delivered: ${origin} answered 403`);

  status = 200;
  expect(await publish(RUNS.red(), readers({ alertWebhook: webhook() }))).toEqual([]);
  expect(requests).toHaveLength(2);
});

test('who is not there is told of, and holds nothing up', async () => {
  const nobody = new Secret('http://127.0.0.1:1/hook');

  expect(await publish(RUNS.red(), readers({ alertWebhook: nobody, pushGateway: nobody }))).toEqual([
    'the metrics could not be pushed: 127.0.0.1:1: ECONNREFUSED',
    'the alert of postgres could not be delivered: 127.0.0.1:1: ECONNREFUSED',
  ]);
});

test('metrics are pushed to a group of their own, with the credentials of the address', async () => {
  const pushGateway = new Secret(`http://me:p%40ss@${origin}/base`);
  const results = { ...RUNS.green(), environment: 'eu/1' };

  expect(await publish(results, readers({ pushGateway }))).toEqual([]);
  const [request] = requests;
  expect([request?.method, request?.url]).toEqual([
    'PUT',
    '/base/metrics/job/firstlight/target/shop/environment@base64/ZXUvMQ',
  ]);
  expect(request?.headers.authorization).toBe(`Basic ${Buffer.from('me:p@ss').toString('base64')}`);
  expect(request?.body).toBe(printMetrics(results));
});

test('the file of a collector is there at once or not at all, and nothing is beside it', async () => {
  const metricsFile = join(folder, 'collector', 'smoke.prom');

  await publish(RUNS.red(), readers({ metricsFile }));
  await publish(RUNS.green(), readers({ metricsFile }));
  expect(readFileSync(metricsFile, 'utf8')).toBe(printMetrics(RUNS.green()));
  expect(readdirSync(join(folder, 'collector'))).toEqual(['smoke.prom']);
});

test('a job gets its summary, also of a part of the checks, of which nobody else is told', async () => {
  const summary = join(folder, 'summary.md');
  const metricsFile = join(folder, 'smoke.prom');

  expect(
    await publish(RUNS.chosen(), readers({ metricsFile, alertWebhook: webhook() }, { GITHUB_STEP_SUMMARY: summary })),
  ).toEqual([]);
  expect(readFileSync(summary, 'utf8')).toBe(printVerdict(RUNS.chosen()));
  expect([requests, readdirSync(folder)]).toEqual([[], ['summary.md']]);
});

test('what cannot be written is told', async () => {
  const nowhere = join(folder, 'none', 'summary.md');
  expect(await publish(RUNS.green(), readers({}, { GITHUB_STEP_SUMMARY: nowhere }))).toEqual([
    expect.stringMatching(/^the job summary could not be written: .*ENOENT/),
  ]);
});
