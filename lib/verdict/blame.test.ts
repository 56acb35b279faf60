import { describe, expect, test } from 'vitest';
import { blame } from './blame.js';
import type { CheckResult, Incident } from './evidence.js';
import { aCheck, aFailure, aFinding, aLook, aNode, second, someEvidence } from './testing/builders.js';
import { aRun, looks, outcomes, throughFront } from './testing/platform.js';

const roots = (incidents: readonly Incident[]): string[] =>
  incidents.map(({ root, suspected }) => (suspected ? `${root}?` : root));

describe('services', () => {
  test.each<[string, string[], string[], string[]]>([
    ['nothing fails', [], [], []],
    ['one service fails alone', ['store'], [], ['store']],
    [
      'a failing service that needs a failing one is no root',
      ['postgres', 'login', 'files', 'front'],
      [],
      ['postgres'],
    ],
    ['two faults are two roots', ['postgres', 'redis', 'login', 'files', 'feed', 'front'], [], ['postgres', 'redis']],
    ['a healthy service in between passes no blame on', ['postgres', 'front'], [], ['front', 'postgres']],
    ['an unseen service in between does', ['postgres', 'front'], ['login', 'files'], ['postgres']],
    ['dependents of an unseen service point to it', ['login', 'files'], ['postgres', 'redis', 'store'], ['postgres?']],
    ['one failing dependent does not', ['login'], ['postgres'], ['login']],
    ['nor do two, when a third is healthy', ['files', 'feed'], ['redis', 'postgres'], ['redis?']],
    [
      'nor where a failing service explains them',
      ['login', 'files', 'redis', 'feed'],
      ['postgres'],
      ['login', 'redis'],
    ],
    ['a third party is a root of its own', ['mail', 'store'], [], ['store', 'mail']],
  ])('%s', (_title, failing, unseen, expected) => {
    expect(roots(blame(aRun({ observations: looks(failing, unseen), checks: [] })))).toEqual(expected);
  });

  test('a dead front does not accuse what stands behind it', () => {
    const observations = throughFront(looks(['front', 'login', 'files', 'feed']));
    const [incident, ...others] = blame(aRun({ observations, checks: [] }));
    expect(incident).toMatchObject({ root: 'front', affects: ['feed', 'files', 'login'] });
    expect(others).toEqual([]);
  });

  test('a health body accuses what nobody may look at', () => {
    const observations = looks([], ['redis']).map((look) =>
      look.service === 'files' ? { ...look, state: 'degraded' as const, accuses: ['redis', 'front', 'store'] } : look,
    );
    const [incident, ...others] = blame(aRun({ observations, checks: [] }));
    expect(incident).toMatchObject({ root: 'redis', suspected: true, critical: false });
    expect(incident?.summary).toBe('redis is suspected: files points to it, and it cannot be seen from here');
    expect(incident?.hint).toContain('redis-cli');
    expect(others).toEqual([]);
  });

  test('an accusation that a later look takes back counts no more', () => {
    const observations = [
      aLook('files', { at: second(1), state: 'failing', accuses: ['redis'] }),
      aLook('files', { at: second(2) }),
    ];
    expect(blame(aRun({ observations, checks: [] }))).toEqual([]);
  });

  test('of several that could be at fault the accused one is, and clears the others', () => {
    const nodes = [
      aNode('x', { dependsOn: ['db', 'store'] }),
      aNode('y', { dependsOn: ['db', 'store'] }),
      aNode('db'),
      aNode('store', { critical: true }),
    ];
    const both = [aLook('x', { state: 'failing' }), aLook('y', { state: 'failing' })];
    expect(roots(blame(someEvidence({ nodes, observations: both })))).toEqual(['store?']);
    const accusing = both.map((look) => ({ ...look, accuses: ['db'] }));
    expect(roots(blame(someEvidence({ nodes, observations: accusing })))).toEqual(['db?']);
  });

  test('a cycle is one incident', () => {
    const nodes = [
      aNode('a', { dependsOn: ['b'] }),
      aNode('b', { dependsOn: ['a'], critical: true }),
      aNode('c', { dependsOn: ['a'] }),
    ];
    const observations = ['a', 'b', 'c'].map((name) => aLook(name, { state: 'failing', findings: [aFinding(name)] }));
    const incidents = blame(someEvidence({ nodes, observations }));
    expect(incidents).toHaveLength(1);
    expect(incidents[0]).toMatchObject({ root: 'a', members: ['a', 'b'], affects: ['c'], critical: true });
    expect(incidents[0]?.summary).toBe('a and b, which need each other, fail (unreachable): connection refused');
  });
});

describe('what an incident says', () => {
  const findings = [
    aFinding('postgres', { code: 'http.slow', cause: 'slow', severity: 'warn', actual: '900 ms', hint: 'wait' }),
    aFinding('postgres', { code: 'http.status', cause: 'unhealthy', actual: '503', hint: 'read its log' }),
    aFinding('postgres', { hint: '`pg_isready -p 5432`', evidence: { correlation_id: 'c-0' } }),
  ];
  const observations = looks(['login', 'files', 'front']).map((look) =>
    look.service === 'postgres' ? { ...look, state: 'failing' as const, findings } : look,
  );
  const checks = outcomes(['one can sign in', 'login is healthy', 'a letter is sent']).map((check) =>
    check.id === 'one can sign in' ? { ...check, correlation_id: 'c-1' } : check,
  );
  const [incident, other] = blame(aRun({ observations, checks }));

  test('the root, its cause, what to type, and all that it explains', () => {
    expect(incident).toMatchObject({
      root: 'postgres',
      kind: 'service',
      suspected: false,
      members: ['postgres'],
      critical: true,
      external: false,
      cause: 'unreachable',
      summary: 'postgres cannot be reached: connection refused',
      hint: '`pg_isready -p 5432`',
      affects: ['files', 'front', 'login'],
      explains: ['login is healthy', 'one can sign in'],
      correlation_ids: ['c-0', 'c-1'],
    });
  });

  test('its findings, the most telling first', () => {
    expect(incident?.findings.map(({ code }) => code)).toEqual(['tcp.refused', 'http.status', 'http.slow']);
  });

  test('a check outside of it is its own incident', () => {
    expect(other).toMatchObject({ root: 'a letter is sent', kind: 'check', explains: ['a letter is sent'] });
  });
});

const alike = (id: string, reason: string): CheckResult =>
  aFailure(id, { services: ['login'], route: 'POST /v1/session -> 500', reason });

describe('healthy, but broken', () => {
  test('checks that fail alike are one incident', () => {
    const checks = [
      alike('c', 'expected 201, seen 500 for user 17'),
      alike('b', 'expected 201, seen 500 for user 4'),
      aFailure('d', {
        services: ['files'],
        route: 'POST /v1/session -> 500',
        reason: 'expected 201, seen 500 for user 4',
      }),
    ];
    const incidents = blame(aRun({ checks }));
    expect(incidents.map(({ root, explains }) => [root, explains])).toEqual([
      ['b', ['b', 'c']],
      ['d', ['d']],
    ]);
    expect(incidents[0]).toMatchObject({
      cause: 'erroring',
      summary: '"b" and 1 more fail alike, though login is healthy: expected 201, seen 500 for user 4',
    });
  });

  test.each([
    ['its trace, where it left one', [{ name: 'trace', path: 'trace.zip' }], "`npx firstlight report --trace 'b'`"],
    ['to do it again, where it left none', [], String.raw`npx playwright test --grep 'it'\''s \(all\) well'`],
  ])('the hint is %s', (_name, attachments, hint) => {
    const check = { ...alike('b', 'expected 201'), title: "it's (all) well", attachments };

    expect(blame(aRun({ checks: [check] }))[0]?.hint).toContain(hint);
  });

  test.each([
    ['GET /a -> 404', null, 'contract-drift'],
    ['GET /a -> 403', null, 'unauthorised'],
    ['GET /a -> 500', 'data', 'data'],
    [null, null, 'erroring'],
  ] as const)('a failure at %s of cause %s is %s', (route, cause, expected) => {
    expect(blame(someEvidence({ checks: [aFailure('a', { route, cause })] }))[0]?.cause).toBe(expected);
  });
});

describe('a service that failed in the middle of the run', () => {
  const observations = [
    ...looks([]),
    aLook('redis', { at: second(5), state: 'failing', findings: [aFinding('redis')] }),
    aLook('redis', { at: second(9) }),
  ];
  const held = aCheck('news arrive', { outcome: 'blocked', blockedBy: 'redis', services: ['feed'] });

  test('explains the checks that it held back', () => {
    const incidents = blame(aRun({ observations, checks: [held, aFailure('other', { services: ['feed'] })] }));
    expect(incidents.map(({ root, explains }) => [root, explains])).toEqual([
      ['redis', ['news arrive']],
      ['other', ['other']],
    ]);
    expect(incidents[0]).toMatchObject({ suspected: false, cause: 'unreachable', hint: 'start redis' });
    expect(incidents[0]?.summary).toBe('redis failed during the run and was healthy at its end: connection refused');
  });

  test('is no incident when it held nothing back', () => {
    expect(blame(aRun({ observations }))).toEqual([]);
  });

  test('is suspected when nobody saw it fail', () => {
    expect(roots(blame(aRun({ checks: [{ ...held, blockedBy: 'nobody' }] })))).toEqual(['nobody?']);
  });
});

test('critical incidents come first, then ours, then the seen ones', () => {
  const checks = outcomes(['files have pages', 'a letter is sent']);
  const incidents = blame(aRun({ observations: looks(['mail', 'redis', 'postgres']), checks }));
  expect(incidents.map(({ root }) => root)).toEqual(['postgres', 'mail', 'redis']);
});
