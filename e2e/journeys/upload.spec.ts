import { about, expect, test } from '../../fixtures/test.js';

test.describe(
  'upload page',
  about({
    level: 3,
    area: 'browser',
    critical: true,
    needs: ['web', 'uploads'],
    accounts: ['member'],
    grants: ['writes'],
    impact: 'nobody can hand anything in',
  }),
  () => {
    test('an uploaded document appears in the list and reads back', async ({
      uploadPage,
      uploads,
      signInAs,
      aDocument,
      readable,
    }) => {
      const document = aDocument();
      uploads.expectByName(document);

      await uploadPage.open();
      await uploadPage.upload(document);
      await expect(uploadPage.entry(document.title), 'the new document in the list').toBeVisible();
      await uploadPage.read(document.title);

      await expect(uploadPage.text, 'the text on the page').toContainText(readable(document));
      const stored = await uploads.textByName(await signInAs('member'), document.title);
      expect(stored, 'the text that is stored').toBe(document.text);
    });
  },
);
