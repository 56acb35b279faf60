import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';

const DAY = 86_400_000;

/** A certificate with its key, and a file of it for who is to trust it. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  readonly file: string;
}

/** Certificates of one test that have signed themselves. */
export class TestCertificates {
  readonly #folder = mkdtempSync(join(tmpdir(), 'firstlight-certificates-'));
  #made = 0;

  /** One for this machine, good for a while, but for what is stated. */
  async make({ address = '127.0.0.1', daysLeft = 90 } = {}): Promise<Certificate> {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'firstlight test' }], {
      keyType: 'ec',
      algorithm: 'sha256',
      notBeforeDate: new Date(Date.now() - 100 * DAY),
      notAfterDate: new Date(Date.now() + daysLeft * DAY),
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: address }] }],
    });
    const file = join(this.#folder, `${(this.#made += 1)}.pem`);
    writeFileSync(file, cert);
    return { key, cert, file };
  }

  /** Deletes their files. */
  end(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
