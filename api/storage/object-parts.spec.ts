import { about, expect, test } from '../../fixtures/test.js';

test.describe(
  'objects in parts',
  about({
    level: 3,
    area: 'storage',
    needs: ['storage'],
    grants: ['direct', 'writes'],
    impact: 'large files cannot be handed in, or what was given up is kept and paid for',
  }),
  () => {
    test('an object that is sent in parts is read back whole', async ({ objects, someBytes }) => {
      const parts = [someBytes(objects.partBytes()), someBytes(1_000)];
      const upload = await objects.begin();

      const sent = await Promise.all(parts.map((bytes, place) => upload.send(place + 1, bytes)));
      expect(await upload.complete(sent)).toHaveStatus(200);

      const whole = await objects.store.get(upload.key);
      expect(whole).toHaveStatus(200);
      expect(Buffer.compare(whole.bytes, Buffer.concat(parts)), 'the stored bytes are those of all parts').toBe(0);
    });

    test('an upload that is given up leaves nothing', async ({ objects, someBytes }) => {
      objects.partBytes();
      const upload = await objects.begin();
      const sent = await upload.send(1, someBytes(1_000));

      expect(await upload.abort()).toHaveStatus(204);

      expect(await upload.complete([sent])).toHaveStatus(404);
      expect(await upload.isBegun(), 'whether it is listed as begun').toBe(false);
      expect(await objects.store.head(upload.key)).toHaveStatus(objects.refusals.unknown);
    });
  },
);
