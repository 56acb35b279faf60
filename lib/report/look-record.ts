import { printFinding } from '../probes/finding.js';
import { NOTES } from '../run/check-notes.js';
import type { Looked } from '../run/probe.js';
import type { TestRecord } from './test-record.js';

/** A look without the runner, as the runner would have told of it. Pure. */
export function recordOfLook({ check, about, services, came, startedAt, ms, request }: Looked): TestRecord {
  const findings = 'findings' in came ? came.findings : [];
  const failures = findings.filter(({ severity }) => severity === 'fail');
  const error = 'error' in came ? came.error : failures.map(printFinding).join('\n');
  return {
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
    flaky: false,
    error: error === '' ? null : error,
    started_at: startedAt.toISOString(),
    duration_ms: Math.round(ms),
    worker: 0,
    attachments: [],
  };
}

const note = (type: string, value: object): TestRecord['notes'][number] => ({
  type,
  description: JSON.stringify(value),
});
