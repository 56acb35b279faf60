import { grouped } from '../verdict/canonical.js';
import { colours as pc } from './colours.js';
import type { Fate, Plan, PlannedHost } from './plan.js';

const FATES = ['runs', 'unverified', 'not applicable'] as const satisfies readonly Fate[];

/** A plan for a terminal: each check by level and area, and then what a run would write, and whom it would talk to. */
export function printPlan(plan: Plan): string {
  const { target, environment, starts, grants, checks } = plan;
  const groups = [...grouped([...checks], ({ about }) => `level ${about.level}  ${about.area}`)].toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return [
    `${pc.bold(target)} (${environment})${starts ? ', which is started when it does not stand already' : ''}`,
    `grants: ${grants.length === 0 ? 'none: nothing is written' : grants.join(', ')}`,
    '',
    ...groups.flatMap(([name, of]) => [
      `${pc.bold(name)}  ${told(of.map(({ fate }) => fate))}`,
      ...of.map(({ id, fate }) => `  ${fate.padEnd(WIDTH)}  ${id}`),
    ]),
    '',
    ...FATES.slice(1).flatMap((fate) => reasons(checks, fate)),
    ...writings(plan),
    ...conversations(plan),
  ].join('\n');
}

const WIDTH = Math.max(...FATES.map(({ length }) => length));

const told = (fates: readonly Fate[]): string =>
  FATES.map((fate) => [fates.filter((each) => each === fate).length, fate] as const)
    .filter(([count]) => count > 0)
    .map(([count, fate]) => `${count} ${count > 1 && fate === 'runs' ? 'run' : fate}`)
    .join(', ');

function reasons(checks: Plan['checks'], fate: Fate): string[] {
  const because = grouped(
    checks.filter((check) => check.fate === fate),
    (check) => check.because ?? '',
  );
  return [...because].map(([reason, of]) => `${of.length} ${fate}: ${reason}`);
}

function writings({ checks, creates }: Plan): string[] {
  const running = checks.filter(({ fate }) => fate === 'runs');
  const writing = running.filter(({ writes }) => writes).length;
  const all = `${running.length} checks run`;
  if (writing === 0) return [`${all}; nothing is created. Signing in is all that is not a read`];
  return [
    `${all}; ${writing} of them create data, named smoke-<run id>-..., and remove it by its exact id`,
    `creates: ${creates.join(', ')}`,
  ];
}

const TALKS: ReadonlyArray<readonly [PlannedHost['talk'], string]> = [
  ['asks', 'asks'],
  ['connects', 'connects to'],
  ['spares', 'does not connect to'],
];

function conversations({ hosts }: Plan): string[] {
  if (hosts === null) return ['asks: what the platform names once it has started, on this machine, and nobody else'];
  return TALKS.flatMap(([talk, verb]) => {
    const those = hosts.filter((each) => each.talk === talk).map(({ host }) => host);
    return those.length === 0 ? [] : [`${verb}: ${those.join(', ')}${talk === 'asks' ? ', and nobody else' : ''}`];
  });
}
