import { ancestorsOf } from './process-table.js';

const INTERVAL_MS = 1_000;

/**
 * Calls `orphaned` once when any process above us has ended. Whoever starts the platform stands behind npm and a shell,
 * which live on when it is killed; but its own child then gets another parent, so the chain is no longer the same.
 */
export function watchAncestors(orphaned: () => void): void {
  const atStart = ancestorsOf(process.pid).join();
  const timer = setInterval(() => {
    if (ancestorsOf(process.pid).join() === atStart) return;
    clearInterval(timer);
    orphaned();
  }, INTERVAL_MS);
  timer.unref();
}
