import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validateWorkflow } from '@action-validator/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const textOf = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');
const [GITHUB, GITLAB, JENKINS] = ['github-actions.yml', 'gitlab-ci.yml', 'Jenkinsfile'].map(textOf);

const workflow = z.object({
  jobs: z.object({
    smoke: z.object({ steps: z.array(z.looseObject({ id: z.string().optional(), run: z.string().optional() })) }),
    'roll-back': z.object({ if: z.string() }),
  }),
});

const pipeline = z.object({
  smoke: z.object({
    script: z.array(z.string()),
    cache: z.object({ when: z.literal('always'), paths: z.array(z.string()) }),
    artifacts: z.object({
      when: z.literal('always'),
      paths: z.array(z.string()),
      reports: z.object({ junit: z.string() }),
    }),
  }),
  'roll-back': z.object({ when: z.literal('on_failure'), script: z.array(z.string()) }),
  promote: z.strictObject({ stage: z.literal('act'), script: z.array(z.string()) }),
});

const github = workflow.parse(parse(GITHUB ?? ''));
const gitlab = pipeline.parse(parse(GITLAB ?? ''));

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firstlight-recipe-'));
  for (const command of ['npx', 'roll-back'])
    writeFileSync(join(folder, command), `#!/bin/sh\necho "${command} $*" >> called\nexit $CODE\n`, { mode: 0o755 });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a script as the pipeline does, with a suite that ends with this code, and gives its own. */
function run(shell: readonly string[], script: string, code: number): Promise<number> {
  const [program = 'sh', ...options] = shell;
  const env = {
    PATH: `${folder}:${process.env['PATH']}`,
    CODE: String(code),
    GITHUB_OUTPUT: 'output',
    CI_PROJECT_DIR: folder,
  };
  return new Promise((settle) => {
    const child = execFile(program, [...options, '-c', script], { cwd: folder, env }, () =>
      settle(child.exitCode ?? -1),
    );
  });
}

const written = (name: string): string | undefined =>
  existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : undefined;

const CODES = [0, 1, 2, 143];

describe('GitHub Actions', () => {
  test('the workflow is one, in the schema and in what its jobs need', () => {
    expect(validateWorkflow(GITHUB ?? '').errors).toEqual([]);
    expect(validateWorkflow((GITHUB ?? '').replace('needs: deploy', 'needs: nothing')).errors).not.toEqual([]);
  });

  test.each(CODES)('exit code %i reaches the jobs that decide', async (code) => {
    const script = github.jobs.smoke.steps.find(({ id }) => id === 'firstlight')?.run ?? '';

    expect(await run(['bash', '-e'], script, code)).toBe(code);
    expect(written('output')).toBe(`exit=${code}\n`);
    expect(written('called')).toContain('npx firstlight run --env staging --wait 120');
  });

  test('only 1 rolls back', () => {
    expect(github.jobs['roll-back'].if).toBe("always() && needs.smoke.outputs.exit == '1'");
  });
});

describe('GitLab CI', () => {
  test.each(CODES)('exit code %i ends the job, and is kept for the next', async (code) => {
    const script = gitlab.smoke.script.find((step) => step.includes('firstlight run')) ?? '';

    expect(await run(['bash', '-eo', 'pipefail'], script, code)).toBe(code);
    expect(written('smoke-exit')).toBe(`${code}\n`);
    expect(gitlab.smoke.artifacts.paths).toContain('smoke-exit');
  });

  test.each([
    ['1', 0, true],
    ['2', 1, false],
    ['143', 1, false],
    [undefined, 1, false],
  ])('after %s the job that rolls back ends with %i', async (code, expected, rollsBack) => {
    if (code !== undefined) writeFileSync(join(folder, 'smoke-exit'), `${code}\n`);

    expect(await run(['bash', '-eo', 'pipefail'], gitlab['roll-back'].script.join('\n'), 0)).toBe(expected);
    expect(written('called')?.includes('roll-back staging') ?? false).toBe(rollsBack);
  });
});

const endedWith = (code: number): string => `environment name: 'SMOKE_EXIT', value: '${code}'`;

describe('Jenkins', () => {
  test.each(CODES)('exit code %i is the status of the step', async (code) => {
    const script = /script: '''(.+?)'''/s.exec(JENKINS ?? '')?.[1] ?? '';

    expect(await run(['sh', '-xe'], script, code)).toBe(code);
    expect(written('called')).toContain('npx firstlight run');
  });

  test('each code has its stage, and only 0 promotes', () => {
    const stages = [...(JENKINS ?? '').matchAll(/stage\('([^']+)'\) \{\n +when \{ (.+) \}\n/g)].map(
      ([, name, when]) => [name, when],
    );
    expect(stages).toEqual([
      ['promote', endedWith(0)],
      ['roll back', endedWith(1)],
      ['ask a person', `not { anyOf { ${endedWith(0)}; ${endedWith(1)} } }`],
    ]);
  });
});

test.each([GITHUB, GITLAB, JENKINS])(
  'what a run must find again is kept outside of its folder, and its reports are uploaded',
  (text) => {
    expect(text).toMatch(/SMOKE_LEDGER_DIR[: =]/);
    expect(text).toMatch(/SMOKE_HISTORY_DIR[: =]/);
    expect(text).toContain('reports/runs/');
  },
);
