import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { basename, join } from 'node:path';
import { ROOT } from './platform.js';

/** A target of its own for the time of a test, beside those of the project. */
export class TargetFolder {
  readonly path = mkdtempSync(join(ROOT, 'targets', 'selftest-'));

  /** What `SMOKE_TARGET` chooses it by. */
  readonly name = basename(this.path);

  /** `target` is the text of its target.ts. */
  constructor(target: string) {
    this.write('target.ts', target);
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.path, file), text);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** The text of a target called `shop`, with these services in the words of a target.ts. */
export const shop = (
  services: string,
  before = '',
): string => `import { defineTarget } from '../../lib/target/define.js';
import { env } from '../../lib/target/env.js';
import { http } from '../../lib/target/services.js';
${before}
export default defineTarget({
  name: 'shop',
  environment: 'staging',
  origin: env.url('SMOKE_ORIGIN'),
  services: { ${services} },
});
`;

/** A small server on this machine. */
export interface Served {
  readonly origin: string;
  readonly close: () => void;
}

/** Serves on a free port. */
export async function serve(listener: RequestListener): Promise<Served> {
  const server = createServer(listener);
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { origin: `http://127.0.0.1:${port}`, close: () => void server.close() };
}
