import { about, expect, test } from '../../fixtures/test.js';

test.describe(
  'uploads',
  about({
    level: 3,
    area: 'security',
    critical: true,
    needs: ['uploads'],
    accounts: ['member', 'otherTenant'],
    grants: ['writes'],
    impact: 'strangers see or remove documents of others',
  }),
  () => {
    test('a document of another tenant is not shown', async ({ uploads, runDocument, signInAs }) => {
      const own = await uploads.read(await signInAs('member'), runDocument.id);
      const foreign = await uploads.read(await signInAs('otherTenant'), runDocument.id);

      expect(own).toHaveStatus(200);
      expect(foreign).toHaveStatus(uploads.foreignStatus);
    });

    test('a document of another tenant is in no list', async ({ uploads, runDocument, signInAs }) => {
      const own = await uploads.find(await signInAs('member'), runDocument.title);
      const foreign = await uploads.find(await signInAs('otherTenant'), runDocument.title);

      expect(own, 'what the owner finds').toEqual([runDocument.id]);
      expect(foreign, 'what a stranger finds').toEqual([]);
    });

    test('a document of another tenant cannot be removed', async ({ uploads, signInAs }) => {
      const member = await signInAs('member');
      const document = await uploads.create(member);

      const refusal = await uploads.remove(await signInAs('otherTenant'), document.id);

      expect(refusal).toHaveStatus(uploads.foreignStatus);
      expect(await uploads.read(member, document.id)).toHaveStatus(200);
    });
  },
);
