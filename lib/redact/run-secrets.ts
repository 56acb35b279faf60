import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** The variable that hands the key from the main process to the workers. */
export const KEY_VARIABLE = 'SMOKE_RUN_KEY';

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** A key that lives as long as the processes of the run. */
export const newKey = (): string => randomBytes(32).toString('base64url');

/**
 * Tells the processes of a run what must be hidden, in a file that they share. It is encrypted, so that a run which is killed
 * leaves nothing there that anybody could read. Without a key there is no run, and nothing to hide.
 */
export function keepSecrets(file: string, key: string | undefined, secrets: readonly string[]): void {
  if (key === undefined) return;
  const lines = secrets.map((secret) => `${encrypted(secret, key)}\n`);
  if (lines.length > 0) appendFileSync(file, lines.join(''), { mode: 0o600 });
}

/** What any process of the run has kept, from this byte of the file on; lines that another key has written are left out. */
export function keptSecrets(file: string, key: string, from = 0): string[] {
  if (!existsSync(file)) return [];
  return readFileSync(file)
    .subarray(from)
    .toString()
    .split('\n')
    .flatMap((line) => decrypted(line, key) ?? []);
}

function encrypted(text: string, key: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, Buffer.from(key, 'base64url'), nonce);
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

function decrypted(line: string, key: string): string | undefined {
  const bytes = Buffer.from(line, 'base64url');
  if (bytes.length < NONCE + TAG) return undefined;
  const decipher = createDecipheriv(CIPHER, Buffer.from(key, 'base64url'), bytes.subarray(0, NONCE));
  decipher.setAuthTag(bytes.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]).toString();
  } catch {
    return undefined;
  }
}
