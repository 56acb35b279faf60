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
    test('a document of another tenant is not shown', async ({ uploads, signInAs, target }) => {
      const document = await uploads.create(await signInAs('member'));

      const answer = await uploads.read(await signInAs('otherTenant'), document.id);

      expect(answer).toHaveStatus(target.capabilities.uploads?.foreignStatus ?? 404);
    });
  },
);
