import { about, altered, expect, offered, test } from '../../fixtures/test.js';

test.describe(
  'notifications',
  about({
    level: 3,
    area: 'notifications',
    critical: true,
    needs: ['notifications'],
    accounts: ['member'],
    impact: 'nobody is told what happens, or strangers are',
  }),
  () => {
    test('a connection without a token is refused', async ({ feeds }) => {
      expect(await feeds.attempt({})).toEqual(feeds.refusalOfNobody());
    });

    test('a connection with a bad token is refused', async ({ feeds, signIn, target }) => {
      const token = altered(await signIn.tokenOf('member'));

      expect(await feeds.attempt({ token })).toEqual(target.capabilities.notifications?.refusal);
    });

    test('the feed says that it is ready', async ({ feeds, target }) => {
      offered(target.capabilities.notifications?.isReady, 'word of readiness');
      const feed = await feeds.open('member');

      expect(feed.closeCode, 'the code with which the server closed').toBeNull();
    });

    test('a ping is answered', async ({ feeds, aName }) => {
      const feed = await feeds.openToPing();
      const id = aName();

      const answered = await feed.ping(id);

      expect(answered, 'milliseconds until the answer').toBeGreaterThanOrEqual(0);
    });

    test('a foreign origin is refused', async ({ feeds, signIn, target }) => {
      const foreign = offered(target.capabilities.notifications?.foreignOrigin, 'rule for foreign origins');
      const token = await signIn.tokenOf('member');

      expect(await feeds.attempt({ token, origin: foreign.origin })).toEqual(foreign.refusal);
    });
  },
);
