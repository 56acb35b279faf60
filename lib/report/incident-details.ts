import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';
import type { TargetDefinition } from '../target/define.js';
import type { Environment, EnvValue } from '../target/env.js';
import { type CheckResult, type Incident, incidentSchema } from '../verdict/evidence.js';

/** What only the target can tell of an incident. */
export const incidentDetailsSchema = incidentSchema.pick({ kind: true, root: true, log_lines: true, traces: true });

export type IncidentDetails = z.infer<typeof incidentDetailsSchema>;

/** Whom to ask, and what they may read. */
export interface Sources extends Pick<TargetDefinition, 'logs' | 'traceUrl'> {
  readonly environment: Environment;
}

/** Milliseconds for all answers together. */
const PATIENCE = 2_000;
/** Incidents that are asked about, the weightiest first. */
const MOST_INCIDENTS = 10;
const MOST_LINES = 20;
/** Characters of a line. */
const LONGEST = 300;
const MOST_TRACES = 10;

/**
 * Asks the target for the log lines of each incident's root, and for the addresses of its traces. What fails, takes too long or
 * answers nonsense is missing in what is given back, and costs nothing else.
 */
export async function gatherDetails(
  incidents: readonly Incident[],
  checks: readonly CheckResult[],
  { logs, traceUrl, environment }: Sources,
): Promise<IncidentDetails[]> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  const read = <T>(value: EnvValue<T>): T | undefined => {
    const answer = value.read(environment);
    return answer.ok ? answer.value : undefined;
  };
  const linesOf = async (incident: Incident): Promise<string[]> => {
    const service = accusedIn(incident, checks);
    if (logs === undefined || service === undefined) return [];
    const ask = async (): Promise<unknown> =>
      logs(service, incident.correlation_ids, { read, ...begunIn(incident, checks), signal: patience.signal });
    return bounded(await Promise.race([ask().catch(() => []), endOf(patience.signal)]));
  };
  try {
    return await Promise.all(
      incidents.slice(0, MOST_INCIDENTS).map(async (incident) => ({
        kind: incident.kind,
        root: incident.root,
        log_lines: await linesOf(incident),
        traces: tracesOf(incident, traceUrl),
      })),
    );
  } finally {
    clearTimeout(timer);
  }
}

const endOf = (signal: AbortSignal): Promise<undefined> =>
  new Promise((settle) => signal.addEventListener('abort', () => settle(undefined), { once: true }));

/** The service whose log tells more: the root, or the one that a broken check is about. */
const accusedIn = ({ kind, root }: Incident, checks: readonly CheckResult[]): string | undefined =>
  kind === 'service' ? root : checks.find(({ id }) => id === root)?.services[0];

/** When a service is well, only what it logged since a check of the incident began can be about it. */
function begunIn({ kind, explains }: Incident, checks: readonly CheckResult[]): { since?: Date } {
  const began = checks.flatMap(({ id, started_at }) =>
    started_at !== null && explains.includes(id) ? [Date.parse(started_at)] : [],
  );
  return kind === 'check' && began.length > 0 ? { since: new Date(Math.min(...began)) } : {};
}

function bounded(answer: unknown): string[] {
  const lines = z.array(z.string()).safeParse(answer);
  if (!lines.success) return [];
  return lines.data
    .slice(-MOST_LINES)
    .flatMap((line) => line.split(/\r?\n/))
    .map((line) =>
      stripVTControlCharacters(line)
        .replaceAll(/\p{Cc}/gu, ' ')
        .trimEnd()
        .slice(0, LONGEST),
    )
    .filter((line) => line !== '')
    .slice(-MOST_LINES);
}

const tracesOf = ({ correlation_ids }: Incident, traceUrl: Sources['traceUrl']): Incident['traces'] =>
  correlation_ids.slice(0, MOST_TRACES).flatMap((id) => {
    const url = addressOf(() => traceUrl?.(id));
    return url === undefined ? [] : [{ correlation_id: id, url }];
  });

/** An address that one may follow: nothing but `http` and `https`. */
function addressOf(ask: () => unknown): string | undefined {
  try {
    const url = new URL(String(ask()));
    return ['http:', 'https:'].includes(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** The incidents with what is known of them besides. */
export const withDetails = (incidents: readonly Incident[], details: readonly IncidentDetails[]): Incident[] =>
  incidents.map((incident) => {
    const found = details.find(({ kind, root }) => kind === incident.kind && root === incident.root);
    return found === undefined ? incident : { ...incident, log_lines: found.log_lines, traces: found.traces };
  });
