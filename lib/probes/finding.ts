import { z } from 'zod';
import { printable } from '../clients/printable.js';

/** Classes of causes, from the outside in: what kind of thing is wrong. */
export const CAUSES = [
  'not-started',
  'unreachable',
  'unhealthy',
  'erroring',
  'slow',
  'misconfigured',
  'unauthorised',
  'contract-drift',
  'stale-build',
  'data',
  'certificate',
] as const;

/** Something that a probe saw and that is not as it should be. It can be printed without knowing the probe. */
export const findingSchema = z.object({
  /** A stable name such as `tls.days-left`; each has an entry in docs/failure-codes.md. */
  code: z.string(),
  severity: z.enum(['fail', 'warn']),
  cause: z.enum(CAUSES),
  /** The service of the target's graph that it speaks of. */
  service: z.string(),
  expected: z.string(),
  actual: z.string(),
  /** What a person can do about it, best as a command that can be typed. */
  hint: z.string(),
  /** What supports it: an answer's first bytes, an address, a correlation id. Redacted before it is stored. */
  evidence: z.record(z.string(), z.string()).default({}),
});

export type Finding = z.infer<typeof findingSchema>;
export type Cause = Finding['cause'];

/** The same finding as it may be shown: much of its text was written by whoever answered. */
export const shownSafely = <F extends Finding>(finding: F): F => ({
  ...finding,
  actual: printable(finding.actual),
  hint: printable(finding.hint),
  evidence: Object.fromEntries(Object.entries(finding.evidence).map(([name, text]) => [name, printable(text)])),
});

/** A finding on one line: `FAIL tls.days-left  gateway  seen 3 days, expected at least 14  -> renew the certificate`. */
export const printFinding = (finding: Finding): string =>
  `${finding.severity.toUpperCase()} ${finding.code}  ${finding.service}  seen ${finding.actual}, expected ${finding.expected}  -> ${finding.hint}`;
