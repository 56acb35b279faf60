import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { NewEvent } from '../../../kernel/events.js';
import { waitingOut } from '../../../kernel/waiting-out.js';
import type { Comparison } from '../judge/bradley-terry.js';
import { seatPanel } from '../judge/judge.js';
import { roundRobin } from '../judge/pairing.js';
import { comparisonsAmong, compareAll, rank } from '../judge/rank.js';
import type { Job, Task, Work } from './work.js';

export interface ConductorParts {
  readonly work: Work;
  readonly publish: (event: NewEvent) => Promise<unknown>;
  readonly log: FastifyBaseLogger;
  /** How long the judges rest before each round, so that a person can follow them. */
  readonly pauseMs: number;
}

export interface Conductor {
  /** Announces a new assessment and has it judged in the background. */
  start(job: Job, correlationId: string): Promise<void>;
  /** Takes up, in the background, what an earlier process left unfinished; judging it anew comes to the same end. */
  resume(): void;
  close(): Promise<void>;
}

export function createConductor({ work, publish, log, pauseMs }: ConductorParts): Conductor {
  const closing = new AbortController();
  const underWay = new Map<string, Promise<void>>();
  let resuming = Promise.resolve();

  function conduct(job: Job, correlationId: string): void {
    if (underWay.has(job.id)) return;
    const judging = judge(job, correlationId)
      .catch((error: unknown) => giveUp(job, correlationId, error))
      .finally(() => underWay.delete(job.id));
    underWay.set(job.id, judging);
  }

  async function judge(job: Job, correlationId: string): Promise<void> {
    const task = await persist(() => work.begin(job));
    if (!task) return;
    const comparisons = await compare(job, correlationId, task);
    if (!comparisons) return;
    const ranking = rank(comparisons);
    if (await persist(() => work.finish(job, ranking))) await announce('finished', job, correlationId);
  }

  async function compare(job: Job, correlationId: string, task: Task): Promise<Comparison[] | undefined> {
    const panel = seatPanel(task.prompt, task.essays);
    const total = comparisonsAmong(task.essays.size);
    const comparisons: Comparison[] = [];
    for (const round of roundRobin([...task.essays.keys()])) {
      await delay(pauseMs, undefined, { signal: closing.signal });
      comparisons.push(...compareAll(panel, round));
      const done = comparisons.length;
      if (!(await persist(() => work.advance(job, done)))) return undefined;
      await announce('progress', job, correlationId, { done, total });
    }
    return comparisons;
  }

  const waiting = {
    signal: closing.signal,
    waits: (error: unknown) => log.info({ err: error }, 'the database is away; trying again'),
  };
  const persist = <T>(step: () => Promise<T>): Promise<T> => waitingOut(step, waiting);

  async function resume(): Promise<void> {
    // On the first start of all there are no tables yet, so here every error is worth another try.
    const jobs = await waitingOut(work.unfinished, { ...waiting, isTemporary: () => true });
    for (const job of jobs) conduct(job, randomUUID());
  }

  async function giveUp(job: Job, correlationId: string, error: unknown): Promise<void> {
    if (closing.signal.aborted) return; // the next process resumes it
    log.error({ err: error, assessmentId: job.id }, 'an assessment failed');
    const reason = 'The essays could not be judged.';
    await persist(() => work.fail(job, reason)).catch((failure: unknown) =>
      log.error({ err: failure, assessmentId: job.id }, 'and its failure could not be recorded'),
    );
    await announce('failed', job, correlationId, { reason });
  }

  // Whoever misses an event still finds the truth in the database, so a lost one is no reason to stop.
  async function announce(what: string, { id, schoolId, title }: Job, correlationId: string, data = {}): Promise<void> {
    await publish({
      type: `assessment.${what}`,
      schoolId,
      correlationId,
      data: { assessmentId: id, title, ...data },
    }).catch((error: unknown) => log.warn({ err: error, assessmentId: id }, `assessment.${what} was not announced`));
  }

  return {
    start: async (job, correlationId) => {
      await announce('queued', job, correlationId);
      conduct(job, correlationId);
    },
    resume: () => {
      resuming = resume().catch((error: unknown) => {
        if (!closing.signal.aborted) log.error({ err: error }, 'unfinished assessments were not taken up');
      });
    },
    close: async () => {
      closing.abort();
      await resuming;
      await Promise.allSettled(underWay.values());
    },
  };
}
