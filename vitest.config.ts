import { configDefaults, defineConfig } from 'vitest/config';

/**
 * What waits for deadlines, starts one program after another, or shows a law on thousands of cases: too long for what runs before each
 * commit.
 */
const SLOW = [
  '**/hostile-*.test.ts',
  'setup/run-bounded.test.ts',
  'docs/pipelines/recipes.test.ts',
  'lib/redact/redactor.test.ts',
  'lib/verdict/laws.test.ts',
  'lib/report/history/judge.test.ts',
];
const NOT_OURS = [...configDefaults.exclude, 'reports/**', 'test-results/**'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...NOT_OURS, 'selftest/**', ...SLOW],
          // Pure code and local servers: a process for each file would cost more than the tests themselves.
          isolate: false,
          maxWorkers: 2,
          // Properties are shown on thousands of cases, also on a machine that is busy.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'slow',
          include: SLOW,
          exclude: [...NOT_OURS, 'selftest/**'],
          isolate: false,
          maxWorkers: 2,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'selftest',
          include: ['selftest/**/*.test.ts'],
          exclude: [...NOT_OURS, 'selftest/brokers/**'],
          // Every file starts the embedded platform, on two cores: one at a time, after the unit tests.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          // Some run the suite with two dozen reds; on a busy machine that takes minutes, and what hangs is ended by the suite's own limits.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'brokers',
          include: ['selftest/brokers/**/*.test.ts'],
          exclude: NOT_OURS,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
