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
  readonly points: readonly Point[];
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
  graph.setGraph({ rankdir: 'TB', nodesep: 16, edgesep: 12, ranksep: 40, marginx: 4, marginy: 4 });
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
  return {
    width,
    height,
    places: new Map(
      [...names].map((name) => {
        const { x = 0, y = 0, ...size } = graph.node(name);
        return [name, { x, y, width: size.width, height: size.height }];
      }),
    ),
    lines: needs.map(({ from, to }) => ({ from, to, points: graph.edge(from, to).points ?? [] })),
  };
}
