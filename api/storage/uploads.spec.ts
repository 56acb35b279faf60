import { about, expect, offered, test } from '../../fixtures/test.js';

test.describe(
  'uploads',
  about({
    level: 3,
    area: 'storage',
    critical: true,
    needs: ['uploads'],
    accounts: ['member'],
    grants: ['writes'],
    impact: 'nobody can hand anything in, or it is not kept as it was',
  }),
  () => {
    test('an uploaded document can be read back byte for byte', async ({ uploads, signInAs, aDocument }) => {
      const member = await signInAs('member');
      const document = await uploads.create(member, aDocument({ bytes: 20_000 }));

      const stored = await uploads.read(member, document.id);

      expect(stored).toHaveStatus(200);
      expect(Buffer.compare(stored.bytes, Buffer.from(document.text)), 'the stored bytes are the sent ones').toBe(0);
    });

    test('a document above the limit is refused', async ({ uploads, signInAs, aDocument, target }) => {
      const limit = offered(target.capabilities.uploads?.limit, 'limit of size');
      const member = await signInAs('member');

      const answer = await uploads.send(member, aDocument({ bytes: limit.bytes + 1 }));

      expect(answer).toHaveStatus(limit.status);
    });

    test('a document of a refused type is refused', async ({ uploads, signInAs, aDocument, target }) => {
      const refused = offered(target.capabilities.uploads?.refusedType, 'type that it refuses');
      const member = await signInAs('member');

      const answer = await uploads.send(member, aDocument(refused));

      expect(answer).toHaveStatus(refused.status);
    });
  },
);
