import { afterEach, describe, expect, test } from 'vitest';
import { type Reply, TestServers } from '../clients/testing/http-server.js';
import type { Json } from '../target/json.js';
import { judgeProfile, observeProfile, type ProfileFacts } from './platform-profile.js';

const servers = new TestServers();
afterEach(() => servers.end());

async function observed(reply: Reply, read?: (body: Json) => unknown): Promise<ProfileFacts> {
  const http = await servers.serve(() => reply);
  return observeProfile(http, http.addressOf('/processes'), read);
}

const TOLD = { seedMs: 800, services: { login: { startMs: 400, peakMemoryBytes: 50 * 1_048_576 } } };

describe('what a platform tells of its processes', () => {
  test('is read as it is, and what is left out is not known', async () => {
    expect(await observed({ body: TOLD })).toEqual({ told: TOLD });
    expect(await observed({ body: { services: { login: { startMs: 5 } } } })).toEqual({
      told: { seedMs: null, services: { login: { startMs: 5, peakMemoryBytes: null } } },
    });
  });

  test('is found in another form by the target', async () => {
    const facts = await observed({ body: { stages: { seed: 12 } } }, (body) => ({ seedMs: body['stages']?.['seed'] }));
    expect(facts).toEqual({ told: { seedMs: 12, services: {} } });
  });

  test.each<[string, Reply]>([
    ['it answers 503', { status: 503 }],
    ['it answers otherwise', { body: 'no JSON' }],
    ['it answers otherwise: seedMs', { body: { seedMs: 'soon' } }],
  ])('is not known where %s', async (why, reply) => {
    expect(await observed(reply)).toEqual({ unread: expect.stringContaining(why) });
  });

  test('is not known where the target reaches into what is not there', async () => {
    const facts = await observed({ body: {} }, (body) => ({ seedMs: Object(body['none']).more.ms }));
    expect(facts).toHaveProperty('unread');
  });
});

const judged = (facts: ProfileFacts, budget = {}): string[] =>
  judgeProfile(facts, 'http://shop.example/processes', 'front', budget).map(
    ({ severity, code, service, expected, actual }) => `${severity} ${code} ${service}: ${expected}, ${actual}`,
  );

describe('what it tells', () => {
  test('is within what is expected of any platform', () => {
    expect(judged({ told: TOLD })).toEqual([]);
  });

  test('is over the budgets of any platform, and over those of the target', () => {
    const late = { seedMs: 30_001, services: { login: { startMs: 30_001, peakMemoryBytes: null } } };
    expect(judged({ told: late })).toEqual([
      'warn profile.seed front: first data within 30.0 s, 30.0 s',
      'warn profile.start login: ready within 30.0 s, 30.0 s',
    ]);
    expect(judged({ told: late }, { seed: 40_000, start: 40_000 })).toEqual([]);
    expect(judged({ told: TOLD }, { memory: 40 * 1_048_576 })).toEqual([
      'warn profile.memory login: memory within 40 MiB, 50 MiB',
    ]);
  });

  test('is missed where the target says that it tells', () => {
    expect(judged({ unread: 'it answers 404' })).toEqual([
      'warn profile.unread front: what the platform knows of its processes, it answers 404',
    ]);
  });
});
