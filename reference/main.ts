import { watchAncestors } from './supervisor/ancestors.js';
import { openControl } from './supervisor/control.js';
import { Platform } from './supervisor/platform.js';
import { lostLine, readyLine, welcome } from './supervisor/report.js';
import { isRoot, readSettings } from './supervisor/settings.js';

/** Something that the platform needs is not there; the same code as in the rest of the project. */
const COULD_NOT_START = 2;

// Whoever reads what we print may go away before us.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

let ending = false;

async function run(): Promise<void> {
  const settings = readSettings(process.env);
  // PostgreSQL's user must be able to enter the folders that root makes; what is secret in them has a mode of its own.
  if (isRoot) process.umask(0o022);
  const platform = new Platform(settings, {
    ready: (each) => console.log(readyLine(each)),
    lost: (each) => {
      if (platform.ready) console.error(lostLine(each));
    },
  });
  const control = await openControl(platform, settings.port);
  endWith(platform);
  console.log('The reference platform is starting.\n');
  try {
    await platform.start();
    console.log(welcome(platform, performance.now()));
  } catch (error) {
    if (ending) return;
    ending = true;
    await platform.stop();
    throw error;
  } finally {
    if (ending) control.close();
  }
}

/** Ends in order on every way in which somebody can want the end, or stop wanting anything. */
function endWith(platform: Platform): void {
  const end = (): void => {
    if (ending) return;
    ending = true;
    platform.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  watchAncestors(end);
}

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(COULD_NOT_START);
}

run().catch(fail);
