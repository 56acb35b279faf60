import { expect, test } from 'vitest';
import { graphOf } from './graph.js';
import { aNode } from './testing/builders.js';

const graph = graphOf([
  aNode('front', { dependsOn: ['login', 'nobody'] }),
  aNode('login', { dependsOn: ['postgres'], via: 'front' }),
  aNode('postgres'),
  aNode('left', { dependsOn: ['right'] }),
  aNode('right', { dependsOn: ['left', 'postgres'], via: 'nobody' }),
]);

test('a closure follows what is needed and the way in, nearest first', () => {
  expect([...graph.closure(['login'])]).toEqual([
    ['login', 0],
    ['postgres', 1],
    ['front', 1],
  ]);
});

test('a name that no service carries is nowhere', () => {
  expect(graph.dependencies('front')).toEqual(['login']);
  expect(graph.dependencies('nobody')).toEqual([]);
  expect(graph.viaChain('right')).toEqual([]);
  expect([...graph.closure(['nobody'])]).toEqual([]);
  expect(graph.cycleOf('nobody')).toEqual([]);
});

test('services that need each other are one cycle; the way in makes none', () => {
  expect(graph.cycleOf('left')).toEqual(['left', 'right']);
  expect(graph.cycleOf('front')).toEqual(['front']);
});

test('needing is transitive, and nothing needs itself', () => {
  expect(graph.needs('left', 'postgres')).toBe(true);
  expect(graph.needs('postgres', 'left')).toBe(false);
  expect(graph.needs('left', 'left')).toBe(false);
});

test('dependents are direct', () => {
  expect(graph.dependents('postgres')).toEqual(['login', 'right']);
});
