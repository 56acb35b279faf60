import { z } from 'zod';
import { resultsSchema, SCHEMA_VERSION } from './results.js';

/** The contract of `results.json` as JSON Schema (draft 2020-12), for readers in other languages. */
export function resultsJsonSchema(): object {
  const schema = z.toJSONSchema(resultsSchema, {
    override: ({ jsonSchema }) => {
      // A later minor version may add properties, and a reader of this one must bear them.
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      // The range of JavaScript's integers says nothing of the contract.
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  const { $schema, ...contract } = schema;
  return { $schema, title: `Firstlight results.json ${SCHEMA_VERSION}`, ...contract };
}
