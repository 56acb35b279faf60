import { html, type Html } from './html.js';
import { type Gap, layOut, type Line, type Place } from './layout.js';
import type { Look, ServiceLook } from './service-looks.js';

/** What is written and drawn for each state: never told by colour alone. */
export const LOOKS: Readonly<Record<Look, { readonly word: string; readonly sign: string; readonly meaning: string }>> =
  {
    root: { word: 'root cause', sign: '×', meaning: 'fails, and nothing that it needs does' },
    suspected: { word: 'suspected', sign: '?', meaning: 'not seen itself; what needs it fails' },
    broken: { word: 'fails checks', sign: '×', meaning: 'and says that it is well' },
    affected: { word: 'affected', sign: '‖', meaning: 'fails or is blocked because of another' },
    degraded: { word: 'degraded', sign: '!', meaning: 'works, and not as well as it should' },
    healthy: { word: 'healthy', sign: '✓', meaning: 'works' },
    unseen: { word: 'not looked at', sign: '–', meaning: 'cannot or may not be looked at from here' },
  };

/** Letters of a name that fit into the widest box. */
const LONGEST = 19;

/** Pixels beyond which a drawing has the width of the page for itself, so that it can be read. */
const WIDE = 760;

/** The target's services, each above what it needs, as a picture that scales. */
export function printGraph(services: readonly ServiceLook[]): Html {
  const { width, height, places, lines } = layOut(services.map(({ node }) => node));
  const looks = new Map(services.map((service) => [service.node.name, service]));
  return html`<svg
    class="graph${width > WIDE && ' wide'}"
    width="${Math.round(width)}"
    height="${Math.round(height)}"
    viewBox="0 0 ${Math.round(width)} ${Math.round(height)}"
    role="group"
    aria-label="Services, each above what it needs"
  >
    <defs>
      <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="7" height="7" class="hatch-ground" />
        <line x1="0" y1="0" x2="0" y2="7" class="hatch-line" />
      </pattern>
      ${['needs', 'harms'].map(
        (name) =>
          html`<marker
            id="${name}"
            markerUnits="userSpaceOnUse"
            markerWidth="10"
            markerHeight="9"
            refX="9"
            refY="4.5"
            orient="auto"
          >
            <path class="head ${name}" d="M0 0L10 4.5L0 9z" />
          </marker>`,
      )}
    </defs>
    ${lines.map((line) => printLine(line, looks))}
    ${services.map((service) => printBox(service, places.get(service.node.name)))}
  </svg>`;
}

/** A line along which harm spreads is drawn as such. */
function printLine({ from, to, gaps }: Line, looks: ReadonlyMap<string, ServiceLook>): Html {
  const [user, needed] = [looks.get(from), looks.get(to)];
  const spreads =
    user?.look === 'affected' &&
    needed !== undefined &&
    user.incident === needed.incident &&
    ['root', 'suspected', 'affected'].includes(needed.look);
  return html`<path
    class="edge${spreads && ' harm'}"
    marker-end="url(#${spreads ? 'harms' : 'needs'})"
    d="${gaps.map(curve).join('')}"
  />`;
}

const at = (x: number, y: number): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** Through a gap as an S, so that it meets both rows upright; to its beginning straight, from where the last one ended. */
function curve({ leaves, enters }: Gap, place: number): string {
  const middle = (leaves.y + enters.y) / 2;
  return `${place === 0 ? 'M' : 'L'}${at(leaves.x, leaves.y)}C${at(leaves.x, middle)} ${at(enters.x, middle)} ${at(enters.x, enters.y)}`;
}

function printBox(service: ServiceLook, place: Place | undefined): Html | '' {
  if (place === undefined) return '';
  const { node, look, incident } = service;
  const { x, y, width, height } = place;
  const { word, sign } = LOOKS[look];
  const asides = asidesOf(service);
  // Two lines stand in the middle as three do.
  const top = asides.length === 0 ? y + 7 : y;
  const name = node.name.length > LONGEST ? `${node.name.slice(0, LONGEST - 1)}…` : node.name;
  const to = look === 'affected' || incident === undefined ? `service-${node.name}` : `incident-${incident + 1}`;
  return html`<a href="#${to}" aria-label="${[`${node.name}: ${word}`, ...asides].join(', ')}"
    ><g class="node ${look}">
      <rect
        x="${(x - width / 2).toFixed(1)}"
        y="${(y - height / 2).toFixed(1)}"
        width="${width.toFixed(1)}"
        height="${height}"
        rx="${node.external ? 30 : 9}"
      />
      <text x="${x.toFixed(1)}" y="${(top - 11).toFixed(1)}">${name}</text>
      <text class="state" x="${x.toFixed(1)}" y="${(top + 6).toFixed(1)}">${sign} ${word}</text>
      <text class="aside" x="${x.toFixed(1)}" y="${(y + 22).toFixed(1)}">${asides.join(' · ')}</text></g
    ></a
  >`;
}

const asidesOf = ({ node, ms, over, last }: ServiceLook): string[] => [
  ...(over === undefined ? [] : [`p95 ${Math.round(over.p95_ms)}/${over.budget_ms} ms`]),
  ...(over !== undefined || ms === undefined || last?.state === 'failing' ? [] : [`${ms.toFixed(ms < 10 ? 1 : 0)} ms`]),
  ...(node.external ? ['third party'] : node.critical ? [] : ['optional']),
];
