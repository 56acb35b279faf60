import { printFinding } from '../probes/finding.js';
import { type CheckAbout, NOTES, type Withheld } from '../run/check-notes.js';
import type { Looked } from '../run/probe.js';
import type { TestRecord } from './test-record.js';

/** A look without the runner, as the runner would have told of it. Pure. */
export function recordOfLook({ check, about, services, came, startedAt, ms, request }: Looked): TestRecord {
  const findings = 'findings' in came ? came.findings : [];
  const failures = findings.filter(({ severity }) => severity === 'fail');
  const error = 'error' in came ? came.error : failures.map(printFinding).join('\n');
  return {
    ...NOT_BEGUN,
    id: `${check.group} > ${check.title}`,
    title: check.title,
    file: 'lib/run/look-checks.ts',
    project: about.area,
    notes: [
      note(NOTES.about, about),
      note(NOTES.services, services),
      ...('withheld' in came ? [note(NOTES.withheld, came.withheld)] : []),
      ...findings.map((finding) => note(finding.severity === 'warn' ? NOTES.warning : NOTES.finding, finding)),
      ...(request === undefined ? [] : [note(NOTES.request, request)]),
    ],
    status: 'withheld' in came ? 'skipped' : error === '' ? 'passed' : 'failed',
    error: error === '' ? null : error,
    started_at: startedAt.toISOString(),
    duration_ms: Math.round(ms),
    worker: 0,
  };
}

interface NotBegun extends Pick<TestRecord, 'id' | 'title' | 'file' | 'project'> {
  readonly about: CheckAbout;
  readonly services: readonly string[];
  readonly withheld: Withheld;
}

/** A check that the runner was not asked to begin, as it would have told of it. Pure. */
export const recordWithheld = ({ about, services, withheld, ...check }: NotBegun): TestRecord => ({
  ...NOT_BEGUN,
  ...check,
  notes: [note(NOTES.about, about), note(NOTES.services, services), note(NOTES.withheld, withheld)],
});

const NOT_BEGUN = {
  status: 'skipped',
  flaky: false,
  error: null,
  started_at: null,
  duration_ms: 0,
  worker: -1,
  attachments: [],
} as const satisfies Partial<TestRecord>;

const note = (type: string, value: object): TestRecord['notes'][number] => ({
  type,
  description: JSON.stringify(value),
});
