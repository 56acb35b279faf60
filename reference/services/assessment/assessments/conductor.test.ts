import { pino } from 'pino';
import { describe, expect, test, vi } from 'vitest';
import { DependencyUnavailableError } from '../../../kernel/errors.js';
import type { NewEvent } from '../../../kernel/events.js';
import { createConductor } from './conductor.js';
import type { Work } from './work.js';

const job = { id: 'assessment-1', schoolId: 'school-1', title: 'Autumn' };
const essays = new Map([
  ['a', 'One day I walked to the harbour, because the boats were leaving. Nobody else had come.'],
  ['b', 'i went to the harbour and i went home'],
  ['c', 'The harbour is good. The harbour is good. The harbour is good.'],
]);

describe('the conductor', () => {
  test('announces each step, in order, and stores the ranking', async () => {
    const { conductor, work, events } = assembled();
    await conductor.start(job, 'correlation-1');
    await vi.waitFor(() => expect(work.finish).toHaveBeenCalledOnce());
    await conductor.close();

    expect(events.map(({ type, data }) => [type, data['done']])).toEqual([
      ['assessment.queued', undefined],
      ['assessment.progress', 3],
      ['assessment.progress', 6],
      ['assessment.progress', 9],
      ['assessment.finished', undefined],
    ]);
    expect(new Set(events.map(({ correlationId }) => correlationId))).toEqual(new Set(['correlation-1']));
    expect(work.finish.mock.calls[0]?.[1].map(({ essayId }) => essayId)[0]).toBe('a');
  });

  test('stops without a word when the assessment is removed', async () => {
    const { conductor, work, events } = assembled({ advance: async (_job, done) => done < 6 });
    await conductor.start(job, 'correlation-1');
    await vi.waitFor(() => expect(work.advance).toHaveBeenCalledTimes(2));
    await conductor.close();

    expect(work.finish).not.toHaveBeenCalled();
    expect(work.fail).not.toHaveBeenCalled();
    expect(events.at(-1)?.type).toBe('assessment.progress');
  });

  test('waits out a database that is away', async () => {
    const away = new DependencyUnavailableError('postgres', new Error('refused'));
    const { conductor, work } = assembled({}, (parts) => parts.begin.mockRejectedValueOnce(away));
    await conductor.start(job, 'correlation-1');
    await vi.waitFor(() => expect(work.finish).toHaveBeenCalledOnce(), 2_000);
    await conductor.close();

    expect(work.fail).not.toHaveBeenCalled();
  });

  test('records and announces a failure that waiting does not mend', async () => {
    const { conductor, work, events } = assembled({ begin: () => Promise.reject(new Error('broken')) });
    await conductor.start(job, 'correlation-1');
    await vi.waitFor(() => expect(events.at(-1)?.type).toBe('assessment.failed'));
    await conductor.close();

    expect(work.fail).toHaveBeenCalledOnce();
  });

  test('goes on when nobody can hear it', async () => {
    const { conductor, work, publish } = assembled();
    publish.mockRejectedValue(new DependencyUnavailableError('redis', new Error('refused')));
    await conductor.start(job, 'correlation-1');
    await vi.waitFor(() => expect(work.finish).toHaveBeenCalledOnce());
    await conductor.close();
  });

  test('takes up unfinished work once, even if it is told twice', async () => {
    const { conductor, work } = assembled({ unfinished: async () => [job, job] });
    conductor.resume();
    await vi.waitFor(() => expect(work.finish).toHaveBeenCalledOnce());
    await conductor.close();

    expect(work.begin).toHaveBeenCalledOnce();
  });

  test('leaves what it has not finished to the next process', async () => {
    const { conductor, work, events } = assembled({}, undefined, 60_000);
    await conductor.start(job, 'correlation-1');
    await vi.waitFor(() => expect(work.begin).toHaveBeenCalledOnce());
    await conductor.close();

    expect(work.fail).not.toHaveBeenCalled();
    expect(events.map(({ type }) => type)).toEqual(['assessment.queued']);
  });
});

function assembled(changes: Partial<Work> = {}, prepare?: (work: ReturnType<typeof workOf>) => unknown, pauseMs = 0) {
  const events: NewEvent[] = [];
  const publish = vi.fn(async (event: NewEvent) => void events.push(event));
  const work = workOf(changes);
  prepare?.(work);
  const conductor = createConductor({ work, publish, log: pino({ level: 'silent' }), pauseMs });
  return { conductor, work, events, publish };
}

function workOf(changes: Partial<Work>) {
  return {
    unfinished: vi.fn<Work['unfinished']>(changes.unfinished ?? (async () => [])),
    begin: vi.fn<Work['begin']>(changes.begin ?? (async () => ({ prompt: 'Describe the harbour.', essays }))),
    advance: vi.fn<Work['advance']>(changes.advance ?? (async () => true)),
    finish: vi.fn<Work['finish']>(async () => true),
    fail: vi.fn<Work['fail']>(async () => true),
  };
}
