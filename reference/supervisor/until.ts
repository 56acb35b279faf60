import { setTimeout as delay } from 'node:timers/promises';

const INTERVAL_MS = 20;

/** Asks until the answer is true; false when `timeoutMs` has passed first. */
export async function until(question: () => boolean | Promise<boolean>, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (!(await question())) {
    if (performance.now() > deadline) return false;
    await delay(INTERVAL_MS);
  }
  return true;
}
