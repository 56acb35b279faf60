import type { Incident, Node, Observation } from '../../verdict/evidence.js';
import type { Results } from '../results.js';
import { html, type Html } from './html.js';

/** How a service is drawn. */
export type Look = 'root' | 'suspected' | 'affected' | 'degraded' | 'healthy' | 'unseen';

const WIDTH = 168;
const HEIGHT = 46;
const GAP_X = 28;
const GAP_Y = 44;

interface Placed {
  readonly node: Node;
  readonly look: Look;
  readonly x: number;
  readonly y: number;
}

/** The state of a service at the end of a run, as the page shows it. Pure. */
export function lookOf(name: string, incidents: readonly Incident[], observations: readonly Observation[]): Look {
  const own = incidents.find(({ kind, members }) => kind === 'service' && members.includes(name));
  if (own !== undefined) return own.suspected ? 'suspected' : 'root';
  if (incidents.some(({ affects }) => affects.includes(name))) return 'affected';
  const last = observations.findLast(({ service, state }) => service === name && state !== 'unseen');
  if (last === undefined) return 'unseen';
  return last.state === 'degraded' ? 'degraded' : last.state === 'failing' ? 'affected' : 'healthy';
}

/** The target's services, each above what it needs, as a picture that scales. */
export function printGraph({ nodes, incidents, observations }: Results): Html {
  const placed = place(nodes, incidents, observations);
  const width = Math.max(0, ...placed.map(({ x }) => x)) + WIDTH;
  const height = Math.max(0, ...placed.map(({ y }) => y)) + HEIGHT;
  const at = new Map(placed.map((one) => [one.node.name, one]));
  const edges = placed.flatMap((from) =>
    from.node.dependsOn.flatMap((name) => {
      const to = at.get(name);
      return to === undefined ? [] : [edge(from, to)];
    }),
  );
  return html`<svg
    class="graph"
    viewBox="-2 -2 ${width + 4} ${height + 4}"
    style="max-width:${width + 4}px"
    role="group"
    aria-label="Services, each above what it needs"
  >
    <defs>
      <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="7" height="7" class="hatch-ground" />
        <line x1="0" y1="0" x2="0" y2="7" class="hatch-line" />
      </pattern>
    </defs>
    ${edges}${placed.map(box)}
  </svg>`;
}

const edge = (from: Placed, to: Placed): Html => {
  const x1 = from.x + WIDTH / 2;
  const y1 = from.y + HEIGHT;
  const x2 = to.x + WIDTH / 2;
  const middle = (y1 + to.y) / 2;
  return html`<path class="edge" d="M${x1} ${y1} C${x1} ${middle} ${x2} ${middle} ${x2} ${to.y}" />`;
};

const box = ({ node, look, x, y }: Placed): Html =>
  html`<a href="#service-${node.name}"
    ><g class="node ${look}">
      <rect x="${x}" y="${y}" width="${WIDTH}" height="${HEIGHT}" rx="9" />
      <text x="${x + WIDTH / 2}" y="${y + 20}">${node.name}</text>
      <text class="state" x="${x + WIDTH / 2}" y="${y + 36}"
        >${WORDS[look]}${node.critical ? '' : ' · optional'}</text
      ></g
    ></a
  >`;

const WORDS: Readonly<Record<Look, string>> = {
  root: 'root cause',
  suspected: 'suspected root',
  affected: 'affected',
  degraded: 'degraded',
  healthy: 'healthy',
  unseen: 'not looked at',
};

/** Rows by how much stands on a service: what nothing depends on is on top. */
function place(nodes: readonly Node[], incidents: readonly Incident[], observations: readonly Observation[]): Placed[] {
  const depth = new Map<string, number>();
  const depthOf = (name: string, seen: ReadonlySet<string>): number => {
    const known = depth.get(name);
    if (known !== undefined) return known;
    if (seen.has(name)) return 0;
    const users = nodes.filter(({ dependsOn }) => dependsOn.includes(name));
    const below = Math.max(-1, ...users.map((user) => depthOf(user.name, new Set([...seen, name])))) + 1;
    depth.set(name, below);
    return below;
  };
  const rows = new Map<number, Node[]>();
  for (const node of nodes) {
    const row = depthOf(node.name, new Set());
    rows.set(row, [...(rows.get(row) ?? []), node]);
  }
  const widest = Math.max(0, ...[...rows.values()].map((row) => row.length));
  return [...rows].flatMap(([row, of]) =>
    of.map((node, column) => ({
      node,
      look: lookOf(node.name, incidents, observations),
      x: (column + (widest - of.length) / 2) * (WIDTH + GAP_X),
      y: row * (HEIGHT + GAP_Y),
    })),
  );
}
