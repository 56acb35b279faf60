import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { Platform } from './platform.js';
import { suite } from './suite.js';

/** How often a run is killed; `KILLS=1000 npx vitest run selftest/kills.test.ts` for a night. */
const KILLS = Number(process.env['KILLS'] ?? 20);
/** Milliseconds after the first check within which it dies. */
const SOON = 3_000;

const items = z.object({ items: z.array(z.object({ id: z.string(), title: z.string() })) });

/** Somebody else who uses the platform, and whose things look like those of a run. */
class Stranger {
  readonly names: string[] = [];

  private constructor(
    readonly origin: string,
    readonly token: string,
  ) {}

  static async signIn(platform: Platform): Promise<Stranger> {
    const ready = z.object({ environmentFile: z.string() });
    const { environmentFile } = ready.parse(await (await fetch(`http://127.0.0.1:${platform.port}/ready`)).json());
    const known = parse(readFileSync(environmentFile, 'utf8'));
    const origin = known['SMOKE_ORIGIN'] ?? '';
    const answer = await fetch(`${origin}/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: known['SMOKE_MEMBER_EMAIL'], password: known['SMOKE_MEMBER_PASSWORD'] }),
    });
    return new Stranger(origin, z.object({ access_token: z.string() }).parse(await answer.json()).access_token);
  }

  /** Creates something that is called as a run calls its own. */
  async create(name: string): Promise<void> {
    const answer = await fetch(`${this.origin}/v1/assignments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
      body: JSON.stringify({ title: name, prompt: 'What a stranger asks for.' }),
    });
    if (!answer.ok) throw new Error(`the stranger could not create ${name}: ${answer.status}`);
    this.names.push(name);
  }

  /** The names of everything that looks like a run's. */
  async found(): Promise<string[]> {
    const names: string[] = [];
    for (const kind of ['assignments', 'essays', 'assessments']) {
      for (let page = 1; ; page += 1) {
        const path = `/v1/${kind}?q=smoke-&pageSize=100&page=${page}`;
        const answer = await fetch(`${this.origin}${path}`, { headers: { authorization: `Bearer ${this.token}` } });
        const found = items.parse(await answer.json()).items;
        names.push(...found.map(({ title }) => title));
        if (found.length < 100) break;
      }
    }
    return names.toSorted();
  }
}

let platform: Platform;
let ledger: string;

beforeAll(async () => {
  platform = await Platform.start();
  ledger = mkdtempSync(join(tmpdir(), 'firstlight-ledger-'));
});

afterAll(async () => {
  await platform.stop();
  rmSync(ledger, { recursive: true, force: true });
});

test(
  `runs that are killed ${KILLS} times leave nothing, and what is a stranger's stays`,
  async () => {
    const variables = { ...platform.variables, SMOKE_LEDGER_DIR: ledger };
    const stranger = await Stranger.signIn(platform);
    let left = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const signal = kill % 2 === 0 ? 'SIGKILL' : 'SIGTERM';
      await stranger.create(`smoke-20260101t000000-${kill.toString(16).padStart(4, '0')}-run-1`);
      await suite(['playwright', 'test', '--project=api'], variables, (child) =>
        child.stdout?.on('data', (chunk: Buffer) => {
          if (chunk.includes('Running')) setTimeout(() => child.kill(signal), Math.random() * SOON);
        }),
      );
      left += (await stranger.found()).length - stranger.names.length;
      const swept = await suite(['firstlight', 'sweep'], variables);
      expect(swept.code, swept.output).toBe(0);
      expect(await stranger.found(), `after kill ${kill} by ${signal}`).toEqual(stranger.names.toSorted());
      expect(readdirSync(ledger)).toEqual([]);
    }
    // Else nothing was there to be swept, and nothing has been shown.
    expect(left).toBeGreaterThan(0);
  },
  KILLS * 30_000,
);
