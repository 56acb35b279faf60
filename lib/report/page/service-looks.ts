import type { Incident, Node, Observation } from '../../verdict/evidence.js';
import type { Finding } from '../../probes/finding.js';
import { ENOUGH_SAMPLES } from '../../probes/response-time.js';
import type { Results } from '../results.js';

/** How a service is shown. */
export type Look = 'root' | 'suspected' | 'affected' | 'broken' | 'degraded' | 'healthy' | 'unseen';

/** The state of a service at the end of a run. */
export interface ServiceLook {
  readonly node: Node;
  readonly look: Look;
  /** The place in the list of the incident that it is part of. */
  readonly incident: number | undefined;
  /** The places of all incidents that are about it. */
  readonly about: readonly number[];
  /** Milliseconds that it usually takes to answer. */
  readonly ms: number | undefined;
  /** Its slowest route, when that is over its budget. */
  readonly over: { readonly p95_ms: number; readonly budget_ms: number } | undefined;
  /** The state in which it was last seen. */
  readonly last: Observation | undefined;
  /** What makes it degraded, besides what was seen last. */
  readonly slow: readonly Finding[];
}

type Evidence = Pick<Results, 'incidents' | 'observations' | 'checks' | 'findings' | 'profiling'>;

/** How each service is at the end of a run. Pure. */
export function looksOf(nodes: readonly Node[], evidence: Evidence): ServiceLook[] {
  const warnings = [...evidence.findings, ...evidence.checks.flatMap((check) => check.warnings)];
  const slow = warnings.filter(({ cause }) => cause === 'slow');
  return nodes.map((node) => {
    const looks = evidence.observations.filter(({ service, state }) => service === node.name && state !== 'unseen');
    const own = slow.filter(({ service }) => service === node.name);
    const part = partIn(node.name, evidence);
    const over = overBudget(node.name, evidence, own.length > 0);
    const last = looks.at(-1);
    return {
      node,
      look: part?.look ?? stateOf(last, own.length > 0 || over !== undefined),
      incident: part === undefined ? undefined : evidence.incidents.indexOf(part.incident),
      about: evidence.incidents.flatMap((incident, place) =>
        accusedBy(incident, evidence.checks) === node.name ? [place] : [],
      ),
      ms: usualTime(node.name, looks, evidence),
      over,
      last,
      slow: own,
    };
  });
}

function partIn(name: string, { incidents, checks }: Evidence): { look: Look; incident: Incident } | undefined {
  const own = incidents.find(({ kind, members }) => kind === 'service' && members.includes(name));
  if (own !== undefined) return { look: own.suspected ? 'suspected' : 'root', incident: own };
  const other = incidents.find(({ affects }) => affects.includes(name));
  if (other !== undefined) return { look: 'affected', incident: other };
  const accusing = incidents.find((incident) => accusedBy(incident, checks) === name);
  return accusing === undefined ? undefined : { look: 'broken', incident: accusing };
}

/** The service that an incident is about: its root, or the one that answers the checks that fail though it is well. */
export const accusedBy = ({ kind, root }: Incident, checks: Results['checks']): string | undefined =>
  kind === 'service' ? root : checks.find(({ id }) => id === root)?.services[0];

function stateOf(last: Observation | undefined, slow: boolean): Look {
  if (last === undefined) return 'unseen';
  if (last.state === 'failing') return 'affected';
  return last.state === 'degraded' || slow ? 'degraded' : 'healthy';
}

/** By its most asked route; of what has none, by its quickest look, because the first has to load and connect. */
function usualTime(name: string, looks: readonly Observation[], evidence: Evidence): number | undefined {
  const routes = Object.values(evidence.profiling.endpoints).filter(({ service }) => service === name);
  const asked = routes.toSorted((a, b) => b.count - a.count)[0];
  const [quickest, ...more] = looks
    .flatMap(({ state, ms }) => (state === 'failing' || ms === null ? [] : [ms]))
    .toSorted((a, b) => a - b);
  return asked?.p50_ms ?? (more.length > 0 ? quickest : undefined);
}

/** Of few answers, some of them the first, no percentile says anything by itself. */
const overBudget = (name: string, { profiling: { endpoints } }: Evidence, isSlow: boolean): ServiceLook['over'] =>
  Object.values(endpoints)
    .filter(({ service, count }) => service === name && (isSlow || count >= ENOUGH_SAMPLES))
    .flatMap(({ p95_ms, budget_ms }) => (budget_ms !== null && p95_ms > budget_ms ? [{ p95_ms, budget_ms }] : []))
    .toSorted((a, b) => b.p95_ms - a.p95_ms)[0];
