import { about, declared, expect, test } from '../../fixtures/test.js';

/** Enough that an order by chance is not the order by time. */
const MANY = 10;

test.describe(
  'notifications',
  about({
    level: 3,
    area: 'notifications',
    critical: true,
    needs: ['notifications', declared.doing.notifications],
    states: ['capabilities.notifications.announced'],
    accounts: ['member', 'otherTenant'],
    grants: ['writes'],
    impact: 'people wait for what has long happened, or are told what is not theirs',
  }),
  () => {
    test('what a member does is notified within its budget', async ({ feeds, notified, act, signInAs }) => {
      const member = await signInAs('member');
      const feed = await feeds.follow('member');

      const done = await act(member);

      expect(await notified(feed, done.id)).toBe(done.id);
    });

    test('nothing of another tenant arrives', async ({ feeds, notified, act, signInAs }) => {
      const [ours, theirs] = [await feeds.follow('member'), await feeds.follow('otherTenant')];

      const done = await act(await signInAs('member'));
      await notified(ours, done.id);
      const ofTheirOwn = await act(await signInAs('otherTenant'));

      // What was published later has come: so their feed is alive, and what was published before was withheld.
      await notified(theirs, ofTheirOwn.id);
      expect(notified.idsIn(theirs).filter((id) => id === done.id)).toEqual([]);
    });

    test('many notifications arrive in order', async ({ feeds, notified, act, signInAs }) => {
      const member = await signInAs('member');
      const feed = await feeds.follow('member');

      const ids: string[] = [];
      for (let count = 0; count < MANY; count++) ids.push((await act(member)).id);
      await notified(feed, ids.at(-1) ?? '');

      expect(notified.idsIn(feed).filter((id) => ids.includes(id))).toHaveArrivedAs(ids);
    });

    test('after a reconnect new notifications arrive', async ({ feeds, notified, act, signInAs }) => {
      const member = await signInAs('member');
      const before = await feeds.follow('member');
      before.close();
      const feed = await feeds.follow('member');

      const done = await act(member);

      expect(await notified(feed, done.id)).toBe(done.id);
    });
  },
);
