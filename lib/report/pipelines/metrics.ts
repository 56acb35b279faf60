import type { Results } from '../results.js';

type Labels = Readonly<Record<string, string>>;

interface Sample {
  readonly suffix?: string;
  readonly labels?: Labels;
  readonly value: number;
}

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: 'gauge' | 'histogram' | 'untyped';
  readonly samples: readonly Sample[];
}

/**
 * The results as metrics in the Prometheus text format, for a textfile collector or a push gateway. They tell of one run: what ends
 * in `_total` is a number of checks and no count over time, and so has no type. prom-client counts what it observes itself, and
 * takes no histogram that has been counted already. Pure.
 */
export function printMetrics(results: Results): string {
  const { target, environment } = results;
  return metricsOf(results)
    .filter(({ samples }) => samples.length > 0)
    .flatMap(({ name, help, type, samples }) => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} ${type}`,
      ...samples.map(
        ({ suffix = '', labels = {}, value }) =>
          `${name}${suffix}${printLabels({ target, environment, ...labels })} ${value}`,
      ),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

const untyped = (name: string, help: string, value: number): Metric => ({
  name,
  help,
  type: 'untyped',
  samples: [{ value }],
});

const gauge = (name: string, help: string, samples: number | readonly Sample[]): Metric => ({
  name,
  help,
  type: 'gauge',
  samples: typeof samples === 'number' ? [{ value: samples }] : samples,
});

function metricsOf(results: Results): Metric[] {
  const { tests, verdict, exit_code, build, incidents, started_at, completed_at, profiling } = results;
  const [started, completed] = [Date.parse(started_at) / 1_000, Date.parse(completed_at) / 1_000];
  return [
    untyped(
      'smoke_test_total',
      'Checks of the last run that applied to the target.',
      tests.total - tests.not_applicable,
    ),
    untyped('smoke_test_passed_total', 'Checks of the last run that passed.', tests.passed),
    untyped(
      'smoke_test_failed_total',
      'Checks of the last run that failed or were blocked.',
      tests.failed + tests.blocked,
    ),
    gauge('smoke_test_duration_seconds', 'How long the last run took.', completed - started),
    gauge(
      'smoke_checks',
      'Checks of the last run by what came of them.',
      (['passed', 'failed', 'flaky', 'blocked', 'unverified', 'not_applicable'] as const).map((outcome) => ({
        labels: { outcome },
        value: tests[outcome],
      })),
    ),
    gauge(
      'smoke_promote',
      'Whether the last run said promote: 1, or anything else: 0.',
      Number(verdict?.decision === 'promote'),
    ),
    gauge('smoke_exit_code', '0 promote, 1 do not promote, 2 could not judge.', exit_code),
    gauge('smoke_completed_timestamp_seconds', 'When the last run was completed.', completed),
    gauge(
      'smoke_build_info',
      'The build that answered.',
      build.seen === null ? [] : [{ labels: { build: build.seen }, value: 1 }],
    ),
    gauge(
      'smoke_incident',
      'Root causes that the last run found.',
      incidents.map(({ root, cause, critical, suspected }) => ({
        labels: { root, cause, critical: String(critical), suspected: String(suspected) },
        value: 1,
      })),
    ),
    {
      name: 'smoke_route_duration_seconds',
      help: 'How long answers of a route took in the last run.',
      type: 'histogram',
      samples: Object.entries(profiling.endpoints).flatMap(([route, times]) => histogramOf(route, times)),
    },
  ];
}

type Times = Results['profiling']['endpoints'][string];

/** Results of earlier versions have no buckets, and of them there is no histogram. */
function histogramOf(route: string, { service, buckets, count, sum_ms }: Times): Sample[] {
  if (buckets.length === 0) return [];
  const labels = { route, service: service ?? '' };
  return [
    ...buckets.map((bucket) => ({
      suffix: '_bucket',
      labels: { ...labels, le: String(bucket.le_ms / 1_000) },
      value: bucket.count,
    })),
    { suffix: '_bucket', labels: { ...labels, le: '+Inf' }, value: count },
    { suffix: '_sum', labels, value: sum_ms / 1_000 },
    { suffix: '_count', labels, value: count },
  ];
}

const printLabels = (labels: Labels): string =>
  `{${Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(',')}}`;

/** https://prometheus.io/docs/instrumenting/exposition_formats/#comments-help-text-and-type-information */
const escaped = (value: string): string =>
  value
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('"', String.raw`\"`)
    .replaceAll('\n', String.raw`\n`);
