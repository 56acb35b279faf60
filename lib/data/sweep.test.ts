import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Ledger, ledgerFile } from './ledger.js';
import { type Deployment, lockRun, thisProcess } from './run-lock.js';
import { abandoned, clearRun, sweep } from './sweep.js';
import { FakeStore } from './testing/fake-store.js';

const SHOP: Deployment = { name: 'shop', origin: new URL('https://shop.example') };
const RUN = '20300101t000000-0001';
/** All others have ended. */
const SURVIVOR = { ...thisProcess(), pid: -1, isRunning: () => false };

function inFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'firstlight-ledger-'));
  const clear = (): void => rmSync(folder, { recursive: true });
  const used = use(folder);
  if (!(used instanceof Promise)) throw new Error('the folder would go before it is used');
  used.then(clear, clear);
  return used;
}

/** What becomes of one attempt to create. */
interface Attempt {
  readonly kind: 'lasting' | 'listed';
  readonly fate: 'created' | 'refused' | 'answer lost';
}

/** The steps of a run, each of which may be its last. */
function stepsOf(attempts: readonly Attempt[], folder: string, store: FakeStore): Array<() => void> {
  const ledger = new Ledger(folder, RUN, 'test');
  return attempts.flatMap(({ kind, fate }, place) => {
    const name = `smoke-${RUN}-${place}`;
    let entry: ReturnType<Ledger['intend']> | undefined;
    let made: { id: string; path: string } | undefined;
    const intend = (): void => void (entry = ledger.intend({ kind, name, as: 'member' }));
    const create = (): void => void (made = store.create({ kind, name }));
    const told = (): void => (made === undefined ? entry?.failed() : entry?.created(made));
    if (fate === 'refused') return [intend, told];
    return fate === 'created' ? [intend, create, told] : [intend, create];
  });
}

/** Ends a run after some steps; a line that the last one wrote may be torn. */
function killedAfter(steps: ReadonlyArray<() => void>, count: number, torn: number, file: string): void {
  const done = steps.slice(0, count);
  const last = done.pop();
  for (const step of done) step();
  const before = sizeOf(file);
  last?.();
  const written = sizeOf(file) - before;
  if (written > 0) truncateSync(file, before + Math.ceil(written * torn));
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

const someAttempts = fc.array(
  fc.record<Attempt>({
    kind: fc.constantFrom('lasting', 'listed'),
    fate: fc.constantFrom('created', 'refused', 'answer lost'),
  }),
  { minLength: 1, maxLength: 6 },
);
/** The whole line, or a part of it. */
const someTear = fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true }));

test('whenever a run is killed, the next removes all that it created, and nothing else', () =>
  fc.assert(
    fc.asyncProperty(someAttempts, fc.nat(20), someTear, (attempts, count, torn) =>
      inFolder(async (folder) => {
        const store = new FakeStore(['lasting', 'listed']);
        const foreign = [`smoke-${RUN}-0x`, `smoke-${RUN}`, 'theirs'];
        for (const name of foreign) store.create({ kind: 'listed', name });
        lockRun(folder, RUN, SHOP);
        killedAfter(stepsOf(attempts, folder, store), count, torn, ledgerFile(folder, RUN, 'test'));

        expect(await sweep(folder, SHOP, store.remover(), SURVIVOR)).toEqual([{ runId: RUN, leftovers: [] }]);

        expect(store.names).toEqual(foreign);
        expect(readdirSync(folder)).toEqual([]);
      }),
    ),
    { numRuns: 150 },
  ));

test('what a sweep fails to remove, or is killed over, the next sweep removes', () =>
  fc.assert(
    fc.asyncProperty(someAttempts, fc.array(fc.boolean(), { minLength: 6 }), someTear, (attempts, failing, torn) =>
      inFolder(async (folder) => {
        const store = new FakeStore(['lasting', 'listed']);
        lockRun(folder, RUN, SHOP);
        const file = ledgerFile(folder, RUN, 'test');
        for (const step of stepsOf(attempts, folder, store)) step();
        const before = sizeOf(file);

        const left = await clearRun(
          folder,
          RUN,
          store.remover((path) => failing[Number(path.split('/').at(-1)) - 1] === true),
        );
        const written = sizeOf(file) - before;
        if (written > 0) truncateSync(file, before + Math.ceil(written * torn));

        expect(left).toHaveLength(store.names.length);
        await sweep(folder, SHOP, store.remover(), SURVIVOR);
        expect(store.names).toEqual([]);
        expect(readdirSync(folder)).toEqual([]);
      }),
    ),
    { numRuns: 100 },
  ));

test('what was never told its id, and cannot be looked for, is left with the reason and kept in the ledger', () =>
  inFolder(async (folder) => {
    const store = new FakeStore([]);
    lockRun(folder, RUN, SHOP);
    for (const step of stepsOf([{ kind: 'lasting', fate: 'answer lost' }], folder, store)) step();

    const [swept] = await sweep(folder, SHOP, store.remover(), SURVIVOR);

    expect(swept?.leftovers).toEqual([
      { id: `smoke-${RUN}-0`, kind: 'lasting', reason: expect.stringContaining('no way to find it by its name') },
    ]);
    expect(readdirSync(folder).toSorted()).toEqual([`${RUN}.lock`, `${RUN}.test.jsonl`]);
  }));

test.each([
  ['a run that is alive', SHOP, { ...SURVIVOR, isRunning: () => true }],
  ['a run of another target', { ...SHOP, name: 'till' }, SURVIVOR],
  ['a run on another deployment of the target', { ...SHOP, origin: new URL('https://shop.test') }, SURVIVOR],
])('%s is not swept', (_, deployment, observer) =>
  inFolder(async (folder) => {
    const store = new FakeStore(['listed']);
    lockRun(folder, RUN, SHOP);
    for (const step of stepsOf([{ kind: 'listed', fate: 'created' }], folder, store)) step();

    expect(await sweep(folder, deployment, store.remover(), observer)).toEqual([]);

    expect(store.asked).toEqual([]);
    expect(store.names).toHaveLength(1);
  }),
);

test('what a sweep would remove is told without a request', () =>
  inFolder(async (folder) => {
    const store = new FakeStore(['listed']);
    lockRun(folder, RUN, SHOP);
    for (const step of stepsOf([{ kind: 'listed', fate: 'created' }], folder, store)) step();

    expect(abandoned(folder, SHOP, SURVIVOR)).toMatchObject([{ runId: RUN, open: [{ kind: 'listed' }] }]);
    expect(abandoned(folder, SHOP, { ...SURVIVOR, isRunning: () => true })).toEqual([]);

    expect(store.asked).toEqual([]);
    expect(store.names).toHaveLength(1);
  }));

test('a run that is being swept is left to who sweeps it', () =>
  inFolder(async (folder) => {
    const store = new FakeStore(['listed']);
    lockRun(folder, RUN, SHOP);
    for (const step of stepsOf([{ kind: 'listed', fate: 'created' }], folder, store)) step();
    const remover = store.remover(() => true);

    await sweep(folder, SHOP, remover, SURVIVOR);
    const second = await sweep(folder, SHOP, remover, { ...SURVIVOR, isRunning: (pid) => pid === process.pid });

    expect(second).toEqual([]);
  }));

test('what was created directly in a data service is removed after a kill, whether it came to be or not', () =>
  inFolder(async (folder) => {
    const store = new FakeStore([]);
    lockRun(folder, RUN, SHOP);
    new Ledger(folder, RUN, 'test').intend({ kind: 'schema', name: 'smoke-1', service: 'postgres' });
    expect(abandoned(folder, SHOP, SURVIVOR)).toMatchObject([{ open: [{ name: 'smoke-1', service: 'postgres' }] }]);

    expect(await sweep(folder, SHOP, store.remover(), SURVIVOR)).toEqual([{ runId: RUN, leftovers: [] }]);

    expect(store.asked).toEqual(['postgres schema smoke-1']);
    expect(readdirSync(folder)).toEqual([]);
  }));
