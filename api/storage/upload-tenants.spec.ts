import { about, expect, test } from '../../fixtures/test.js';

test.describe(
  'uploads',
  about({
    level: 3,
    area: 'storage',
    critical: true,
    needs: ['uploads'],
    accounts: ['member', 'otherTenant'],
    grants: ['writes'],
    impact: 'documents are shown to strangers',
  }),
  () => {
    test('a document of another tenant is not shown', async ({ uploads, runDocument, signInAs, target }) => {
      const own = await uploads.read(await signInAs('member'), runDocument.id);
      const foreign = await uploads.read(await signInAs('otherTenant'), runDocument.id);

      expect(own).toHaveStatus(200);
      expect(foreign).toHaveStatus(target.capabilities.uploads?.foreignStatus ?? 404);
    });
  },
);
