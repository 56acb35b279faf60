import { expect, test } from 'vitest';
import { graphOf } from './graph.js';
import { sightsOf } from './sights.js';
import { aLook, aNode, second } from './testing/builders.js';

const graph = graphOf([aNode('edge'), aNode('front', { via: 'edge' }), aNode('login', { via: 'front' })]);

type Seen = readonly [service: string, at: number, state: 'healthy' | 'degraded' | 'failing' | 'unseen', way?: 'via'];

const looksOf = (seen: readonly Seen[]) =>
  seen.map(([service, at, state, way]) => aLook(service, { at: second(at), state, throughVia: way === 'via' }));

// prettier-ignore
test.each<[string, string, Seen[]]>([
  ['unknown when nobody looked', 'unknown', []],
  ['unknown when we may not look', 'unknown', [['login', 0, 'unseen']]],
  ['healthy when degraded', 'healthy', [['login', 0, 'degraded']]],
  ['what the latest look says', 'healthy', [['login', 2, 'healthy'], ['login', 1, 'failing']]],
  ['what the latest look says that could be made', 'failing', [['login', 1, 'failing'], ['login', 2, 'unseen']]],
  ['the worse of two looks at one moment', 'failing', [['login', 1, 'failing'], ['login', 1, 'healthy']]],
  ['unknown through a service that fails', 'unknown', [['front', 1, 'failing'], ['login', 1, 'failing', 'via']]],
  ['unknown through what stands behind a service that fails', 'unknown', [['edge', 1, 'failing'], ['front', 1, 'failing', 'via'], ['login', 1, 'failing', 'via']]],
  ['failing when looked at directly, whatever stands in front', 'failing', [['front', 1, 'failing'], ['login', 1, 'failing']]],
  ['failing through a service that works', 'failing', [['front', 1, 'healthy'], ['login', 1, 'failing', 'via']]],
  ['unknown through a service that failed just before', 'unknown', [['front', 1, 'failing'], ['login', 2, 'failing', 'via'], ['front', 3, 'healthy']]],
  ['unknown through a service that failed just after', 'unknown', [['front', 1, 'healthy'], ['login', 2, 'failing', 'via'], ['front', 3, 'failing']]],
  ['failing before the service in front failed', 'failing', [['front', 1, 'healthy'], ['login', 2, 'failing', 'via'], ['front', 3, 'healthy'], ['front', 4, 'failing']]],
])('a service is %s: %s', (_why, state, seen) => {
  expect(sightsOf(graph, looksOf(seen))('login').state).toBe(state);
});

test('what one route says against a service is taken back by that route alone', () => {
  const unready = [
    aLook('login', { at: second(1) }),
    aLook('login', { at: second(2), route: 'ready', state: 'failing' }),
    aLook('login', { at: second(3) }),
  ];
  expect(sightsOf(graph, unready)('login')).toMatchObject({ state: 'failing', look: { route: 'ready' } });
  const ready = [...unready, aLook('login', { at: second(4), route: 'ready' })];
  expect(sightsOf(graph, ready)('login').state).toBe('healthy');
});

test('a failure is remembered after the service is healthy again', () => {
  const sight = sightsOf(
    graph,
    looksOf([
      ['login', 1, 'failing'],
      ['login', 2, 'healthy'],
    ]),
  )('login');
  expect(sight).toMatchObject({ state: 'healthy', failure: { at: second(1) }, silenced: false });
});

test('a service that was looked at only through a dead one is silenced, and one that nobody looked at is not', () => {
  const sight = sightsOf(
    graph,
    looksOf([
      ['front', 1, 'failing'],
      ['login', 1, 'failing', 'via'],
    ]),
  );
  expect([sight('login').silenced, sight('edge').silenced]).toEqual([true, false]);
});

test('services that stand in front of each other hide nothing', () => {
  const circle = graphOf([aNode('a', { via: 'b' }), aNode('b', { via: 'a' })]);
  const sight = sightsOf(
    circle,
    looksOf([
      ['a', 1, 'failing', 'via'],
      ['b', 1, 'failing', 'via'],
    ]),
  );
  expect([sight('a').state, sight('b').state, sight('nobody').state]).toEqual(['failing', 'failing', 'unknown']);
});
