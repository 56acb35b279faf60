import * as z from 'zod';
import type { Fault } from '../faults/define.js';

const order = z.object({ type: z.literal('faults'), active: z.array(z.string()) });

/** Calls back with the faults that are on whenever the supervisor changes them, then acknowledges. */
export function obeyFaults(put: (faults: readonly Fault[]) => void): void {
  process.on('message', (message) => {
    const parsed = order.safeParse(message);
    if (parsed.success) void obey(parsed.data.active, put);
  });
}

async function obey(active: readonly string[], put: (faults: readonly Fault[]) => void): Promise<void> {
  put(active.length === 0 ? [] : await named(active));
  process.send?.({ type: 'faults-applied', active });
}

async function named(names: readonly string[]): Promise<readonly Fault[]> {
  const { loadFaults } = await import('../faults/registry.js');
  return (await loadFaults()).filter((fault) => names.includes(fault.name));
}
