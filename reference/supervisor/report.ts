import pc from 'picocolors';
import { seedEmails } from '../seed/options.js';
import type { ManagedProcess } from './managed-process.js';
import type { Platform } from './platform.js';
import { serviceUrl } from './services.js';

const people = [
  ['teacher', 'member'],
  ['student', 'forbidden'],
  ['admin', 'admin'],
  ['teacher of another school', 'otherTenant'],
  ['admin of a third school', 'subscriber'],
] as const satisfies readonly (readonly [string, keyof typeof seedEmails])[];

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

export function readyLine(process: ManagedProcess): string {
  return `  ${process.name.padEnd(11)} ${process.plan.address.padEnd(24)} ${pc.dim(`ready in ${seconds(process.readyMs ?? 0)}`)}`;
}

export function lostLine(process: ManagedProcess): string {
  return pc.red(`  ${process.name} has ended by itself; see ${process.logFile}`);
}

/** What a person needs once everything runs. */
export function welcome(platform: Platform, tookMs: number): string {
  const { ports, secrets } = platform.plans.facts;
  const rows = people.map(
    ([role, who]) => `  ${role.padEnd(26)} ${seedEmails[who].padEnd(38)} ${secrets.accounts[who]}`,
  );
  return [
    '',
    `${pc.green('ready')} in ${seconds(tookMs)} · build ${platform.build} · control ${platform.controlUrl}`,
    '',
    `Sign in at ${pc.bold(`${serviceUrl(ports, 'gateway')}/sign-in`)} as`,
    ...rows,
    '',
    pc.dim(`connection file ${platform.home.environmentFile} · logs ${platform.home.logs} · Ctrl-C stops everything`),
  ].join('\n');
}
