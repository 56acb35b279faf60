import { about, expect, offered, test } from '../../fixtures/test.js';

test.describe(
  'access to objects',
  about({
    level: 3,
    area: 'storage',
    critical: true,
    needs: ['storage'],
    grants: ['direct', 'writes'],
    impact: 'strangers read what people have handed in, or those cannot who may',
  }),
  () => {
    test('an object is refused to whoever does not sign', async ({ objects: { store, refusals, create } }) => {
      const refusal = offered(refusals.unsigned || undefined, 'refusal of those who do not sign');
      const { key } = await create();

      expect(await store.open(store.addressOf(key))).toHaveStatus(refusal);
    });

    test('a signature by another key is refused', async ({ objects: { stranger, refusals, create } }) => {
      const { key } = await create();

      expect(await stranger.get(key)).toHaveStatus(refusals.forged);
    });

    test('a signed address opens its object and no other', async ({ objects }) => {
      const { store, refusals, create } = objects;
      const seconds = objects.expiresIn();
      const [object, other] = await Promise.all([create(), create()]);

      const address = await store.signedUrl(object.key, { seconds, from: object.at });
      const opened = await store.open(address);

      expect(opened).toHaveStatus(200);
      expect(Buffer.compare(opened.bytes, object.bytes), 'the bytes are those of the object').toBe(0);
      const { pathname } = store.addressOf(other.key);
      expect(await store.open(Object.assign(new URL(address), { pathname }))).toHaveStatus(refusals.forged);
    });

    test('a signed address opens nothing when its time is over', async ({ objects: { store, ...objects } }) => {
      const seconds = objects.expiresIn();
      const { key, at } = await objects.create();
      // Signed in the past of the store's own clock, so that nobody need wait.
      const from = new Date(at.getTime() - (seconds + 5) * 1_000);

      const over = await store.signedUrl(key, { seconds, from });
      const lasting = await store.signedUrl(key, { seconds: seconds + 60, from });

      expect(await store.open(over)).toHaveStatus(objects.refusals.expired);
      expect(await store.open(lasting)).toHaveStatus(200);
    });
  },
);
