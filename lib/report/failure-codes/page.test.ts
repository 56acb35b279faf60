import { expect, test } from 'vitest';
import { failureCodesPage } from './page.js';

// `npm run docs` writes the file anew.
test('docs/failure-codes.md is what the codes say', async () => {
  await expect(failureCodesPage()).toMatchFileSnapshot('../../../docs/failure-codes.md');
});

test('each link of its contents leads to a heading', () => {
  const page = failureCodesPage();
  const headings = [...page.matchAll(/^#+ (.*)$/gm)].map(([, text = '']) =>
    text.toLowerCase().replaceAll(' ', '-').replaceAll(/[`.:]/g, ''),
  );
  const anchors = [...page.matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor]) => anchor);
  expect(anchors.filter((anchor) => anchor === undefined || !headings.includes(anchor))).toEqual([]);
  expect(new Set(headings).size).toBe(headings.length);
});
