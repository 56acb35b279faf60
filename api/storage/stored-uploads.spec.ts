import { about, expect, test } from '../../fixtures/test.js';

test.describe(
  'uploads in the store',
  about({
    level: 3,
    area: 'storage',
    critical: true,
    needs: ['uploads', 'storage'],
    accounts: ['member'],
    grants: ['direct', 'writes'],
    impact: 'what people hand in is not kept, or not as it was',
  }),
  () => {
    test('an uploaded document is in the bucket byte for byte', async ({
      storedUploads,
      uploads,
      signInAs,
      aDocument,
    }) => {
      const document = await uploads.create(await signInAs('member'), aDocument({ bytes: 20_000 }));

      const stored = await storedUploads.read(document);

      expect(stored).toHaveStatus(200);
      expect(Buffer.compare(stored.bytes, Buffer.from(document.text)), 'the stored bytes are the sent ones').toBe(0);
    });

    test('the bucket tells the right checksum of an uploaded document', async ({
      storedUploads,
      uploads,
      signInAs,
    }) => {
      const document = await uploads.create(await signInAs('member'));

      const { told, right } = await storedUploads.checksums(document);

      expect(told, 'the checksum that the bucket tells').toBe(right);
    });
  },
);
