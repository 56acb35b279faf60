import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { decideGrants, ownInstance } from '../target/grants.js';
import { Secret } from '../target/secret.js';
import { identify } from './own-platform.js';

const folder = mkdtempSync(join(tmpdir(), 'firstlight-own-'));
afterAll(() => rmSync(folder, { recursive: true }));

const environmentFile = join(folder, 'connection.env');
writeFileSync(
  environmentFile,
  'SMOKE_INSTANCE=a-1\nSMOKE_ORIGIN=http://127.0.0.1:9080\nSMOKE_DATABASE_URL=postgres://u:p@127.0.0.1:9091/d\n',
);
const platform = { ready: new URL('http://127.0.0.1:9079/ready'), instance: 'a-1', environmentFile };

const target = (origin: string, database = 'postgres://u:p@127.0.0.1:9091/d') => ({
  origin: new URL(origin),
  services: {
    api: { kind: 'http', url: new URL(origin) } as const,
    postgres: { kind: 'postgres', url: new Secret(database) } as const,
  },
});

/** The grants of a run whose environment says so, with whatever answers at the platform's own port. */
function held(stated: ReturnType<typeof target>, answering = platform): readonly string[] {
  const who = identify(answering, stated, { SMOKE_INSTANCE: 'a-1' });
  return decideGrants(ownInstance(['writes']), { environments: ['development'], permitted: [], ...who }).held;
}

describe('the grants of the own instance', () => {
  test('hold for what that instance names', () => {
    expect(held(target('http://127.0.0.1:9080'))).toEqual(['writes']);
  });

  test.each([
    ['another origin on this machine, such as a tunnel', target('http://127.0.0.1:9999'), platform],
    ['another database', target('http://127.0.0.1:9080', 'postgres://u:p@db.shop.example/d'), platform],
    ['an origin elsewhere', target('https://shop.example'), platform],
    ['another instance', target('http://127.0.0.1:9080'), { ...platform, instance: 'b-2' }],
    [
      'one that answers elsewhere',
      target('http://127.0.0.1:9080'),
      { ...platform, ready: new URL('http://shop.example') },
    ],
  ])('do not hold for %s', (_what, stated, answering) => {
    expect(held(stated, answering)).toEqual([]);
  });
});
