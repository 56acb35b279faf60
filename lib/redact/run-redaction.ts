import { rmSync, statSync } from 'node:fs';
import type { RunFolder } from '../run/folder.js';
import { Redactor } from './redactor.js';
import { keptSecrets } from './run-secrets.js';
import { type ScrubbedRun, scrubRun } from './scrub-run.js';
import { guardOutput } from './terminal.js';

/** Hides what the processes of a run know to be secret, and what looks so: in all that it prints, and in all that it leaves. */
export class RunRedaction {
  readonly #folder: RunFolder;
  readonly #key: string;
  #redactor = new Redactor([]);
  /** Bytes of the shared file that the redactor knows. */
  #read = 0;

  constructor(folder: RunFolder, key: string) {
    this.#folder = folder;
    this.#key = key;
  }

  /** A redactor that knows what the run knows by now. */
  get redactor(): Redactor {
    const size = statSync(this.#folder.unscrubbed, { throwIfNoEntry: false })?.size ?? this.#read;
    if (size > this.#read) {
      const secrets = keptSecrets(this.#folder.unscrubbed, this.#key, this.#read);
      this.#redactor = new Redactor(secrets, { after: this.#redactor });
      this.#read = size;
    }
    return this.#redactor;
  }

  /** Hides secrets in what this process prints from now on. */
  guardTerminal(): void {
    const releases = [process.stdout, process.stderr].map((stream) => guardOutput(stream, () => this.redactor));
    process.once('exit', () => {
      for (const release of releases) release();
    });
  }

  /** Scrubs the folder of the run, or deletes it: nothing is left unscrubbed. Throws when it had to be deleted. */
  async scrub(): Promise<ScrubbedRun> {
    try {
      // It is asked once more for what is printed later, when the file is gone.
      return await scrubRun(this.#folder, this.redactor);
    } catch (error) {
      rmSync(this.#folder.path, { recursive: true, force: true });
      throw error;
    }
  }
}
