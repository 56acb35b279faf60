import { byText, canonicalJson } from './canonical.js';
import type { Observation } from './evidence.js';
import type { Graph } from './graph.js';

/** What the run saw of one service. */
export interface Sight {
  /** By the latest look at each of its routes that says something, the worst of them; `degraded` is healthy. */
  readonly state: 'healthy' | 'failing' | 'unknown';
  /** That look. */
  readonly look: Observation | null;
  /** The latest look that saw it fail, also when a later one found it healthy. */
  readonly failure: Observation | null;
  /** It was looked at, but only through a service that was failing at the time. */
  readonly silenced: boolean;
}

const UNSEEN: Sight = { state: 'unknown', look: null, failure: null, silenced: false };
const WORST_LAST: Readonly<Record<Observation['state'], number>> = { unseen: 0, healthy: 1, degraded: 2, failing: 3 };

const timeOf = (look: Observation): number => Date.parse(look.at) || 0;

// Of two looks at the same instant the worse one counts as the later.
const inTime = (a: Observation, b: Observation): number =>
  timeOf(a) - timeOf(b) || WORST_LAST[a.state] - WORST_LAST[b.state] || byText(canonicalJson(a), canonicalJson(b));

/** Whether the looks just before, at or just after a moment saw a failure. */
function failingAround(looks: readonly Observation[], moment: number): boolean {
  const before = looks.findLast((look) => timeOf(look) <= moment);
  const after = looks.find((look) => timeOf(look) >= moment);
  return before?.state === 'failing' || after?.state === 'failing';
}

/**
 * What the run saw of each service. A look through a service that was failing at the time says nothing:
 * a dead gateway must not accuse all that stands behind it.
 */
export function sightsOf(graph: Graph, observations: readonly Observation[]): (name: string) => Sight {
  const speaking = new Map<string, readonly Observation[]>();

  const looksAt = (name: string): readonly Observation[] => {
    const done = speaking.get(name);
    if (done !== undefined) return done;
    const decisive = observations.filter((look) => look.service === name && look.state !== 'unseen');
    const heard = decisive.filter((look) => !isSilenced(look)).toSorted(inTime);
    speaking.set(name, heard);
    return heard;
  };
  const isSilenced = (look: Observation): boolean =>
    look.throughVia && graph.viaChain(look.service).some((via) => failingAround(looksAt(via), timeOf(look)));

  const sightOf = (name: string): Sight => {
    const looks = looksAt(name);
    const latest = [...new Map(looks.map((each) => [each.route, each])).values()].toSorted(inTime);
    const look = latest.findLast(({ state }) => state === 'failing') ?? latest.at(-1) ?? null;
    const failure = looks.findLast(({ state }) => state === 'failing') ?? null;
    const silenced = look === null && observations.some(({ service, state }) => service === name && state !== 'unseen');
    return {
      state: look === null ? 'unknown' : look.state === 'failing' ? 'failing' : 'healthy',
      look,
      failure,
      silenced,
    };
  };

  const sights = new Map([...graph.nodes.keys()].map((name) => [name, sightOf(name)]));
  return (name) => sights.get(name) ?? UNSEEN;
}
