import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
} from '@playwright/test/reporter';
import { RunRedaction } from '../lib/redact/run-redaction.js';
import { KEY_VARIABLE, newKey } from '../lib/redact/run-secrets.js';
import { explainRunnerError } from '../lib/run/errors.js';
import { type RunFolder, runFolder } from '../lib/run/folder.js';
import { isFull, isRun } from '../lib/run/invocation.js';
import { readOptions } from '../lib/run/options.js';
import { unprepared, writePreparation } from '../lib/run/preparation.js';
import { processEnvironment } from '../lib/run/process-environment.js';
import { append } from '../lib/run/records.js';
import { ROOT } from '../lib/run/root.js';
import { readEnvironment } from '../lib/target/files.js';
import { completeAllure } from '../lib/report/allure.js';
import { conclude } from '../lib/report/conclude.js';
import { annotationsIn } from '../lib/report/pipelines/github.js';
import type { Results } from '../lib/report/results.js';
import { printSummary } from '../lib/report/summary.js';
import type { TestRecord } from '../lib/report/test-record.js';

/** Journals every event as it happens, gives the verdict when the run ends, and with it the exit code. */
export default class FirstlightReporter implements Reporter {
  readonly #folder: RunFolder | undefined = folderOfThisRun();
  readonly #redaction = this.#folder === undefined ? undefined : redactionOf(this.#folder);
  readonly #startedAt = new Date();
  readonly #records = new Map<string, TestRecord>();
  readonly #errors: string[] = [];
  #config: FullConfig | undefined;
  #suite: Suite | undefined;
  #results: Results | undefined;
  /** The run could be judged, but nobody could be told. */
  #speechless = false;

  printsToStdio(): boolean {
    return false;
  }

  onBegin(config: FullConfig, suite: Suite): void {
    this.#config = config;
    this.#suite = suite;
    this.#note({ event: 'begin', tests: suite.allTests().length });
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const record = this.#recordOf(test, result);
    this.#records.set(test.id, record);
    this.#note({ event: 'test', ...record });
  }

  onError(error: TestError): void {
    this.#errors.push(explainRunnerError(error.message ?? error.value ?? 'an error without a message'));
    this.#note({ event: 'error', message: error.message });
  }

  async onEnd({ status }: FullResult): Promise<{ status: FullResult['status'] }> {
    if (this.#folder === undefined || this.#redaction === undefined) return { status };
    const tests = this.#suite?.allTests() ?? [];
    try {
      // The set-up did not come to its end, or not even to its beginning, where what we start did not start.
      if (!existsSync(this.#folder.preparation))
        writePreparation(this.#folder.preparation, unprepared(ROOT, processEnvironment(), this.#errors));
      this.#results = await this.#conclude(this.#folder, this.#redaction, tests, status);
    } catch (error) {
      // Without results nothing has been shown to be well.
      const why = error instanceof Error ? error.message : String(error);
      console.error(`firstlight  results.json could not be written, so that there is no verdict: ${why}`);
      this.#speechless = true;
      return { status: status === 'passed' ? 'failed' : status };
    }
    return { status: this.#results.exit_code === 0 ? 'passed' : status === 'passed' ? 'failed' : status };
  }

  #conclude(
    folder: RunFolder,
    { redactor }: RunRedaction,
    tests: readonly TestCase[],
    status: FullResult['status'],
  ): Promise<Results> {
    return conclude({
      root: ROOT,
      folder,
      records: tests.map((test) => this.#records.get(test.id) ?? this.#recordOf(test, undefined)),
      errors: this.#errors,
      selection: isFull(process.argv) ? 'full' : 'partial',
      shard: this.#config?.shard ?? null,
      startedAt: this.#startedAt,
      interrupted: status === 'interrupted',
      runnerPassed: status === 'passed',
      redactor,
      options: readOptions(readEnvironment(ROOT, processEnvironment()).values).options,
      pipeline: processEnvironment(),
    });
  }

  /** What others have written is there now. The runner knows only 0 and 1; that nothing could be judged is a third answer. */
  async onExit(): Promise<void> {
    try {
      if (this.#folder !== undefined && this.#results !== undefined)
        completeAllure(this.#folder.allureResults, this.#results);
    } finally {
      await this.#scrub();
    }
    this.#sumUp();
    if (this.#speechless || this.#results?.exit_code === 2) process.exit(2);
  }

  /** The last that is printed, after all that the runner's own reporters have to say. */
  #sumUp(): void {
    if (this.#folder === undefined || this.#results === undefined) return;
    console.log(printSummary(this.#results, { folder: relative(process.cwd(), this.#folder.path) }));
    for (const lines of annotationsIn(processEnvironment(), this.#results)) console.log(lines);
  }

  async #scrub(): Promise<void> {
    try {
      const { lost = [] } = (await this.#redaction?.scrub()) ?? {};
      for (const { file, reason } of lost)
        console.error(`firstlight  ${file} is deleted: secrets could not be hidden in it: ${reason}`);
    } catch (error) {
      console.error('firstlight  the folder of the run is deleted: secrets could not be hidden in it;', error);
    }
  }

  #recordOf(test: TestCase, result: TestResult | undefined): TestRecord {
    return recordOf(test, result, this.#folder?.path ?? ROOT);
  }

  #note(event: object): void {
    if (this.#folder !== undefined) append(this.#folder.journal, { at: new Date().toISOString(), ...event });
  }
}

/** The folder of the run that the configuration has begun; none when tests are merely listed or an editor asks. */
function folderOfThisRun(): RunFolder | undefined {
  const runId = processEnvironment()['SMOKE_RUN_ID'];
  if (runId === undefined || !isRun(process.argv)) return undefined;
  const folder = runFolder(ROOT, runId);
  return existsSync(folder.path) ? folder : undefined;
}

/** Hides from the first line on what is secret; the set-up and the workers are given the key to say what that is. */
function redactionOf(folder: RunFolder): RunRedaction {
  const key = newKey();
  process.env[KEY_VARIABLE] = key;
  const redaction = new RunRedaction(folder, key);
  redaction.guardTerminal();
  return redaction;
}

function recordOf(test: TestCase, result: TestResult | undefined, folder: string): TestRecord {
  const [, project = '', , ...titles] = test.titlePath();
  return {
    id: titles.join(' > '),
    title: test.title,
    file: relative(ROOT, test.location.file),
    project,
    notes: (result?.annotations ?? test.annotations).map(({ type, description }) => ({ type, description })),
    status: result?.status ?? 'not-run',
    flaky: test.outcome() === 'flaky',
    error: result?.errors.map(({ message }) => message).find((message) => message !== undefined) ?? null,
    started_at: result?.startTime.toISOString() ?? null,
    duration_ms: Math.round(result?.duration ?? 0),
    worker: result?.parallelIndex ?? -1,
    attachments: (result?.attachments ?? []).flatMap(({ name, path }) =>
      path === undefined ? [] : [{ name, path: relative(folder, path) }],
    ),
  };
}
