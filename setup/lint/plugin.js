import { relative, sep } from 'node:path';
import { violation } from './boundaries.js';

/**
 * As much of the linter's interface as this plugin uses.
 * @typedef {{ cwd: string, filename: string, report: (problem: { node: unknown, message: string }) => void }} Context
 * @typedef {{ source?: { type?: string, value?: unknown } | null }} Import
 */

/**
 * The house rules that no shipped rule can state. The linter loads this file (`jsPlugins` in .oxlintrc.json).
 */
export default {
  meta: { name: 'firstlight' },
  rules: {
    'import-boundaries': {
      /** @param {Context} context */
      create(context) {
        const file = relative(context.cwd, context.filename).split(sep).join('/');
        const judge = (/** @type {Import} */ node) => {
          if (typeof node.source?.value !== 'string') return;
          const message = violation(file, node.source.value);
          if (message !== undefined) context.report({ node, message });
        };
        return {
          ImportDeclaration: judge,
          ImportExpression: judge,
          ExportNamedDeclaration: judge,
          ExportAllDeclaration: judge,
          TSImportType: judge,
        };
      },
    },
  },
};
