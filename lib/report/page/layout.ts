import { type EdgeLabel, Graph, type GraphLabel, layout, type NodeLabel, type Point } from '@dagrejs/dagre';
import type { Node } from '../../verdict/evidence.js';

/** A service's place: its middle, and how much room it takes. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A line from a service to one that it needs. */
export interface Line {
  readonly from: string;
  readonly to: string;
  /**
   * Where it crosses the gaps between rows of services, one gap after the other. Between two gaps it runs straight through a row, at a place where no
   * service is.
   */
  readonly gaps: readonly Gap[];
}

/** Where a line leaves one row of services, and where it enters the next. */
export interface Gap {
  readonly leaves: Point;
  readonly enters: Point;
}

/** Where everything of a graph is drawn. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly places: ReadonlyMap<string, Place>;
  readonly lines: readonly Line[];
}

const HEIGHT = 62;
const NARROWEST = 118;
const WIDEST = 216;
/** Pixels of a letter of a name, rather too many. */
const LETTER = 10.2;

/** Each service above what it needs, with as few crossings as there may be. Pure. */
export function layOut(nodes: readonly Node[]): Layout {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>();
  graph.setGraph({ rankdir: 'TB', nodesep: 16, edgesep: 12, ranksep: 48, marginx: 4, marginy: 4 });
  const names = new Set(nodes.map(({ name }) => name));
  for (const name of names) {
    const width = Math.min(WIDEST, Math.max(NARROWEST, name.length * LETTER + 24));
    graph.setNode(name, { width, height: HEIGHT });
  }
  const needs = nodes.flatMap(({ name, dependsOn }) =>
    [...new Set(dependsOn)].filter((to) => to !== name && names.has(to)).map((to) => ({ from: name, to })),
  );
  for (const { from, to } of needs) graph.setEdge(from, to, {});
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const places = new Map(
    [...names].map((name) => {
      const { x = 0, y = 0, ...size } = graph.node(name);
      return [name, { x, y, width: size.width, height: size.height }] as const;
    }),
  );
  const wires = needs.flatMap(({ from, to }) => {
    const [user, needed] = [places.get(from), places.get(to)];
    return user === undefined || needed === undefined
      ? []
      : [wire(from, to, user, needed, graph.edge(from, to).points)];
  });
  return { width, height, places, lines: linesOf(wires, rowsOf(places)) };
}

/** A need, before it has a line. */
interface Wire {
  readonly from: string;
  readonly to: string;
  readonly user: Place;
  readonly needed: Place;
  /** 1 where it leads down, as it does but in a cycle, where it may lead up: -1. */
  readonly down: 1 | -1;
  readonly points: readonly Point[];
}

const wire = (from: string, to: string, user: Place, needed: Place, points: readonly Point[] = []): Wire => ({
  from,
  to,
  user,
  needed,
  down: needed.y > user.y ? 1 : -1,
  points,
});

/** The middles of the rows of services, from above. */
const rowsOf = (places: ReadonlyMap<string, Place>): number[] =>
  [...new Set([...places.values()].map(({ y }) => y))].toSorted((a, b) => a - b);

const EDGE = HEIGHT / 2;
/** Pixels between two lines at one side of a service, where there is room. */
const APART = 20;

function linesOf(wires: readonly Wire[], rows: readonly number[]): Line[] {
  const routes = new Map(wires.map((each) => [each, passesOf(each, rows)]));
  const leaving = (each: Wire): number => routes.get(each)?.[0]?.x ?? each.needed.x;
  const entering = (each: Wire): number => routes.get(each)?.at(-1)?.x ?? each.user.x;
  const portOf = portsOf(wires, leaving, entering);
  return wires.map((each) => {
    const { from, to, user, needed, down } = each;
    const stations = [
      { x: portOf(each, 'from'), y: user.y + down * EDGE },
      ...(routes.get(each) ?? []).flatMap(({ x, y }) => [
        { x, y: y - down * EDGE },
        { x, y: y + down * EDGE },
      ]),
      { x: portOf(each, 'to'), y: needed.y - down * EDGE },
    ];
    const gaps = stations.flatMap((leaves, place) => {
      const enters = stations[place + 1];
      return place % 2 === 1 || enters === undefined ? [] : [{ leaves, enters }];
    });
    return { from, to, gaps };
  });
}

/** Where a line passes the rows between its ends: the layout keeps room for it there. */
function passesOf({ user, needed, down, points }: Wire, rows: readonly number[]): Point[] {
  const between = rows.filter((row) => (row - user.y) * down > 0 && (needed.y - row) * down > 0);
  return (down === 1 ? between : between.toReversed()).flatMap((y) => {
    const [nearest] = points.toSorted((a, b) => Math.abs(a.y - y) - Math.abs(b.y - y));
    return nearest === undefined ? [] : [{ x: nearest.x, y }];
  });
}

type End = 'from' | 'to';

/** Where along the side of a service its lines end: side by side, in the order of where they come from, so that they do not cross there. */
function portsOf(
  wires: readonly Wire[],
  leaving: (wire: Wire) => number,
  entering: (wire: Wire) => number,
): (wire: Wire, end: End) => number {
  const sides = new Map<string, Array<{ readonly wire: Wire; readonly end: End; readonly towards: number }>>();
  for (const each of wires) {
    for (const end of ['from', 'to'] as const) {
      // What leads down leaves below and enters above.
      const side = JSON.stringify([each[end], (end === 'from') === (each.down === 1)]);
      const towards = end === 'from' ? leaving(each) : entering(each);
      sides.set(side, [...(sides.get(side) ?? []), { wire: each, end, towards }]);
    }
  }
  const ports = new Map<Wire, Partial<Record<End, number>>>();
  for (const side of sides.values()) {
    const ordered = side.toSorted((a, b) => a.towards - b.towards);
    for (const [place, { wire: each, end }] of ordered.entries()) {
      const { x, width } = end === 'from' ? each.user : each.needed;
      const apart = Math.min(APART, (width - APART) / ordered.length);
      ports.set(each, { ...ports.get(each), [end]: x + (place - (ordered.length - 1) / 2) * apart });
    }
  }
  return (each, end) => ports.get(each)?.[end] ?? each.user.x;
}
