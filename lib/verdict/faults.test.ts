import { expect, test } from 'vitest';
import { aFinding, aLook, aNode } from './testing/builders.js';
import { surveyOf } from './survey.js';

const nodes = [
  aNode('database'),
  aNode('login', { dependsOn: ['database'] }),
  aNode('files', { dependsOn: ['database'] }),
  aNode('front', { dependsOn: ['login'] }),
];

const gone = (service: string) =>
  aLook(service, { state: 'failing', findings: [aFinding(service, { cause: 'not-started' })] });
const ill = (service: string) =>
  aLook(service, { state: 'failing', findings: [aFinding(service, { cause: 'unhealthy' })] });

test.each([
  ['those who need it fail and answer', [gone('database'), ill('login'), ill('files'), ill('front')], ['database']],
  ['one of them is gone as well', [gone('database'), gone('login'), ill('files'), ill('front')], ['database', 'login']],
  ['all of them are gone', [gone('database'), gone('login'), gone('files'), gone('front')], ['database']],
  ['the only one that needs it is gone', [gone('login'), gone('front')], ['front', 'login']],
  ['one is gone and the other is well', [gone('login'), aLook('files'), ill('front')], ['login']],
])('a service that is gone, where %s', (_, observations, roots) => {
  expect(surveyOf({ nodes, observations }).roots.map(({ name }) => name)).toEqual(roots);
});

test('services that are gone are no sign that something unseen fails, while another that needs it answers', () => {
  const observations = [gone('login'), ill('files')];

  expect(surveyOf({ nodes, observations }).roots.map(({ name }) => name)).toEqual(['files', 'login']);
});

test('a service that is looked at through another is not gone for being refused there', () => {
  const through = { ...gone('login'), throughVia: true };

  expect(surveyOf({ nodes, observations: [gone('database'), through, ill('files')] }).roots).toMatchObject([
    { name: 'database' },
  ]);
});
