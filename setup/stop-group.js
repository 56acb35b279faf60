import { spawnSync } from 'node:child_process';

const GRACE_MS = 3000;
const STEP_MS = 100;

/**
 * Ends a process group, gently first, and waits until it is gone.
 * @param {number | undefined} group
 */
export async function stopGroup(group) {
  if (group === undefined) return;
  const deadline = Date.now() + GRACE_MS;
  while (Date.now() < deadline) {
    if (!signalGroup(group, 'TERM')) return;
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  signalGroup(group, 'KILL');
}

/**
 * @param {number} group
 * @param {'TERM' | 'KILL'} name
 * @returns {boolean} whether there was still something to signal
 */
function signalGroup(group, name) {
  try {
    return process.kill(-group, `SIG${name}`);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
    // What sudo has started belongs to root.
    return spawnSync('sudo', ['-n', 'kill', '-s', name, '--', `-${group}`], { stdio: 'ignore' }).status === 0;
  }
}
