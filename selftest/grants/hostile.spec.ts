import { setTimeout as pause } from 'node:timers/promises';
import { about, offered, test } from '../../fixtures/test.js';
import { Database } from '../../lib/clients/database.js';
import { openFeed } from '../../lib/clients/feed.js';
import { KeyStore } from '../../lib/clients/key-store.js';
import { COMMANDS, STATEMENTS, WAYS } from './ways.js';

const {
  HOSTILE_ELSEWHERE = '',
  HOSTILE_REBOUND = '',
  SMOKE_STORAGE_URL = '',
  SMOKE_DATABASE_URL = '',
  SMOKE_REDIS_URL = '',
} = process.env;

const hostile = about({ level: 3, area: 'services', impact: 'what nobody has permitted is done' });

/** Long enough for what a page sends by itself. */
const SETTLING = 500;

/** What a check hides is hidden from nobody. */
const hushed = (attempt: Promise<unknown>): Promise<unknown> => attempt.catch(() => undefined);

for (const [where, ways] of Object.entries(WAYS)) {
  test.describe(where, hostile, () => {
    for (const { name, attempt } of ways) {
      test(name, async ({ page, http }) => {
        await page.goto('/');
        await hushed(
          attempt({ page, http, elsewhere: HOSTILE_ELSEWHERE, store: SMOKE_STORAGE_URL, rebound: HOSTILE_REBOUND }),
        );
        if (name.includes('page') || name.includes('socket')) await pause(SETTLING);
      });
    }
  });
}

test.describe('feed', hostile, () => {
  test('a message of its own', async ({ guard, target }) => {
    const feed = await openFeed({
      feed: offered(target.capabilities.notifications, 'feed'),
      origin: target.origin,
      guard,
      userAgent: 'test',
      timeout: 1_000,
    });
    await hushed((async () => feed.send('way=feed-message'))());
    await pause(SETTLING);
    feed.close();
  });
});

test.describe('a name that leads elsewhere', hostile, () => {
  test('by the client', async ({ http }) => {
    await http.ask(`http://${HOSTILE_REBOUND}/rebound-client`);
  });

  test('by a page', async ({ page }) => {
    await page.goto(`http://${HOSTILE_REBOUND}/rebound-page`);
  });

  test('by somebody who asks the resolver', async () => {
    await fetch(`http://${HOSTILE_REBOUND}/rebound-control`);
  });
});

test.describe('database', hostile, () => {
  for (const statement of STATEMENTS) {
    test(statement, async ({ guard, target }) => {
      const options = { guard, access: target.access, timeout: 3_000 };
      await hushed(
        (async () => {
          const database = await Database.open(new URL(SMOKE_DATABASE_URL), options);
          await hushed(database.query(statement));
          await hushed(database.within({ 'app.user': 'nobody' }, statement));
          await hushed(database.within({ transaction_read_only: 'off' }, 'select 1'));
          await hushed(database.plan(statement));
          await hushed(database.query('select lo_create(0)'));
          await database.close();
        })(),
      );
    });
  }

  test('a query', async ({ guard, target }) => {
    const database = await Database.open(new URL(SMOKE_DATABASE_URL), { guard, access: target.access, timeout: 3_000 });
    await database.query('select count(*) from pg_class where relname = $1', ['items']);
    await database.close();
  });
});

test.describe('key store', hostile, () => {
  for (const [name, ...args] of COMMANDS) {
    test(`${name} ${args[0]}`, async ({ guard, target }) => {
      await hushed(
        (async () => {
          const keys = await KeyStore.open(new URL(SMOKE_REDIS_URL), { guard, access: target.access, timeout: 3_000 });
          await hushed(keys.send(name, ...args));
          keys.close();
        })(),
      );
    });
  }
});
