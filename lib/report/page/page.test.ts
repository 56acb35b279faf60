import { expect, test } from 'vitest';
import { aCheck, aFailure } from '../../verdict/testing/builders.js';
import { assemble } from '../assemble.js';
import { aSample, RUNS, someRecords } from '../testing/runs.js';
import { printPage } from './page.js';

test.each<[keyof typeof RUNS, string]>([
  ['green', 'promote'],
  ['red', 'rollback'],
  ['chosen', 'Only some of the checks were chosen.'],
  ['stopped', 'The run was stopped before its end.'],
  ['misconfigured', 'SMOKE_ORIGIN is not set'],
])('%s says so', (name, told) => {
  expect(printPage(RUNS[name]())).toContain(told);
});

const scripts = (page: string): number => page.match(/<script/g)?.length ?? 0;

test('what a deployment says stays text', () => {
  const reason = '</script><script>alert(1)</script><img src=x onerror=alert(1)>" onfocus="alert(1)';
  const page = printPage(
    assemble(someRecords({ checks: [aFailure('fact', { reason, critical: true })], errors: [reason] })),
  );

  expect(scripts(page)).toBe(scripts(printPage(RUNS.green())));
  expect(page).not.toContain('<img');
  expect(page).not.toContain('" onfocus="');
});

test('what turns the direction of text, or shows nothing, is named', () => {
  const page = printPage(assemble(someRecords({ errors: ['safe\u202Egnp.exe\u0007'] })));

  expect(page).toContain('safe[U+202E]gnp.exe[U+0007]');
});

test('of a message of a megabyte the beginning is shown, and how much is left out', () => {
  const reason = 'x'.repeat(1_000_000);
  const page = printPage(
    assemble(someRecords({ checks: [aFailure('fact', { reason, critical: true })], errors: [reason] })),
  );

  expect(page.length).toBeLessThan(100_000);
  expect(page).toContain('and 998000 more characters');
});

test('it asks nobody for anything', () => {
  const page = printPage(RUNS.red());

  expect(page).toContain(`default-src 'none'`.replaceAll("'", '&#39;'));
  expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
});

test('what was not verified and what is merely warned of is there with its reason', () => {
  const page = printPage(RUNS.degraded());

  expect(page).toContain('1 unverified: the target does not grant <code>direct</code>');
  expect(page).toContain('(5 times)');
});

test('however much is said, what one has to know comes soon', () => {
  const errors = Array.from({ length: 60 }, (_, place) => `error ${place} ${'x'.repeat(1_000)}`);
  const page = printPage({ ...RUNS.red(), errors });

  expect(page.indexOf('What broke') - page.indexOf('<h1>')).toBeLessThan(2_000);
  expect(page).toContain('error 59');
});

test('a part of which there is nothing is left out', () => {
  const page = printPage(RUNS.misconfigured());

  expect(page).not.toMatch(/<h2 id="(?:services|checks|times|warnings)"/);
});

test('thousands of checks are printed in a moment, also by a busy machine', () => {
  const checks = Array.from({ length: 5_000 }, (_, place) => aCheck(`fact ${place}`, { area: `area ${place % 9}` }));
  const results = assemble(someRecords({ checks }));
  const started = performance.now();

  expect(printPage(results).match(/<li data-outcome/g)).toHaveLength(5_000);
  expect(performance.now() - started).toBeLessThan(5_000);
});

test('why a service is drawn as degraded is told beside it', () => {
  const samples = Array.from({ length: 21 }, () => aSample('POST /login', 900));
  const page = printPage(assemble(someRecords({ samples })));

  expect(page).toMatch(/aria-label="login: degraded, p95 900\/200 ms"/);
  expect(page).toContain('900 ms, budget 200 ms');
});

test('routes that are slow are called so, and processes are told of', () => {
  const samples = Array.from({ length: 3 }, () => aSample('GET /slow', 501, { service: 'files' }));
  const told = { seedMs: 1_200, services: { files: { startMs: 900, peakMemoryBytes: 90 * 1_048_576 } } };
  const page = printPage(assemble(someRecords({ samples, profile: { told } })));

  expect(page).toMatch(/GET \/slow[\s\S]*?>slow</);
  expect(page).toContain('first data in 1.2 s');
  expect(page).toMatch(/files<\/th>\s*<td class="number">0.9 s<\/td>\s*<td class="number">90 MiB/);
  expect(printPage(assemble(someRecords({ samples })))).not.toContain('peak memory');
});
