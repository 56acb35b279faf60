import { expect, test } from 'vitest';
import { aFailure } from '../../verdict/testing/builders.js';
import { assemble } from '../assemble.js';
import { RUNS, someRecords } from '../testing/runs.js';
import { printAnnotations } from './github.js';

const linesOf = (text: string): string[] => text.split('\n');

test('the verdict, then each root cause', () => {
  const [verdict, incident] = linesOf(printAnnotations(RUNS.red()));

  expect(verdict).toMatch(/^::error title=rollback%3A shop \(staging\)::/);
  expect(incident).toMatch(/^::error title=incident%3A postgres::.*%0Atry: /);
});

test('what is promoted is no error, and its warnings are shown', () => {
  const lines = linesOf(printAnnotations(RUNS.degraded()));

  expect(lines[0]).toMatch(/^::notice title=promote%3A shop/);
  expect(lines.slice(1).every((line) => line.startsWith('::warning '))).toBe(true);
  expect(lines.length).toBeGreaterThan(1);
});

test('what could not be judged says why', () => {
  expect(printAnnotations(RUNS.misconfigured())).toContain('::SMOKE_ORIGIN is not set');
});

test('a deployment cannot give commands, and there are no more than GitHub shows', () => {
  const checks = Array.from({ length: 50 }, (_, place) =>
    aFailure(`fact ${place}\n::set-output name=x::y`, {
      reason: `${'x'.repeat(place + 1)} of 100%\r\n::error::no`,
    }),
  );
  const lines = linesOf(printAnnotations(assemble(someRecords({ checks }))));

  expect(lines).toHaveLength(10);
  expect(lines.every((line) => /^::error title=[^:,]*::/.test(line))).toBe(true);
  expect(lines[1]).toContain('%0A%3A%3Aset-output name=x%3A%3Ay');
});
