import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { printMetrics } from '../../lib/report/pipelines/metrics.js';
import { RUNS } from '../../lib/report/testing/runs.js';

const textOf = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');

const dashboard = z.object({
  panels: z.array(
    z.object({ id: z.number(), title: z.string(), targets: z.array(z.object({ expr: z.string() })).min(1) }),
  ),
  templating: z.object({ list: z.array(z.object({ name: z.string() })) }),
});

const rules = z.object({
  groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string() })) })),
});

const { panels, templating } = dashboard.parse(JSON.parse(textOf('grafana.json')));
const alerts = rules.parse(parse(textOf('alerts.yml'))).groups.flatMap((group) => group.rules);

/** The names of the series that runs leave. */
const SERIES = new Set(
  [RUNS.green(), RUNS.red()]
    .flatMap((run) => printMetrics(run).split('\n'))
    .flatMap((line) => /^(\w+)\{/.exec(line)?.[1] ?? []),
);

const metricsIn = (text: string): string[] => text.match(/\bsmoke_\w+/g) ?? [];

test.each([
  ['the dashboard', panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))],
  ['the alerts', alerts.map(({ expr }) => expr)],
  ['the questions', [/```promql\n(smoke_.+?)```/s.exec(textOf('../dashboards.md'))?.[1] ?? '']],
])('%s ask for what runs leave, and never for a rate of it', (_, expressions) => {
  for (const expression of expressions) {
    expect(metricsIn(expression).length, expression).toBeGreaterThan(0);
    expect(metricsIn(expression).filter((name) => !SERIES.has(name))).toEqual([]);
    expect(expression).not.toMatch(/\b(?:rate|irate|increase)\(/);
  }
});

test('every metric is told of in the table, and no other', () => {
  const table = textOf('../dashboards.md').split('## How they get there')[0] ?? '';
  const families = [...SERIES].map((name) => name.replace(/_(?:bucket|sum|count)$/, ''));

  expect([...new Set(metricsIn(table))].toSorted()).toEqual([...new Set(families)].toSorted());
});

test('the dashboard has the variables that its questions use, and panels that can be told apart', () => {
  const used = panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => expr.match(/\$\w+/g) ?? []));
  const names = templating.list.map(({ name }) => `$${name}`);

  expect([...new Set(used)].filter((name) => !names.includes(name))).toEqual([]);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
});
