import type { CheckResult } from './evidence.js';
import { subjectOf } from './outcome.js';
import type { Survey } from './survey.js';

/** Whether a check may force a rollback: never an observed one, and a service's own check only when the service is critical. */
export function isCriticalCheck(check: CheckResult, { graph }: Survey): boolean {
  const subject = graph.nodes.get(subjectOf(check) ?? '');
  return check.critical && !check.observe && subject?.critical !== false;
}
