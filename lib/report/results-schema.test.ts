import { expect, test } from 'vitest';
import { resultsJsonSchema } from './results-schema.js';

// `npm run docs` writes the file anew.
test('docs/results.schema.json is what the contract says', async () => {
  const text = `${JSON.stringify(resultsJsonSchema(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../../docs/results.schema.json');
});
