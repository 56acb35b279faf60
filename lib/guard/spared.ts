import type { Coded } from '../probes/codes.js';

/** Judges which hosts pages have asked that are none of the target's: what they were not given, they could do without. Pure. */
export const judgeSpared = (hosts: readonly string[], service: string): Coded[] =>
  hosts.length === 0
    ? []
    : [
        {
          code: 'page.foreign-host',
          severity: 'warn',
          cause: 'misconfigured',
          service,
          expected: 'pages that ask the hosts of the target alone',
          actual: `they ask ${hosts.join(', ')}`,
          hint: 'name them in `hosts` of the target, or in `web.ignore`',
          evidence: { hosts: hosts.join(', ') },
        },
      ];
