import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';
import { z } from 'zod';

const items = z.object({ items: z.array(z.object({ id: z.string(), title: z.string() })) });

/** Somebody else who uses the platform, and whose things look like those of a run. */
export class Stranger {
  readonly names: string[] = [];

  private constructor(
    readonly origin: string,
    readonly token: string,
  ) {}

  static async signIn(controlPort: number): Promise<Stranger> {
    const ready = z.object({ environmentFile: z.string() });
    const { environmentFile } = ready.parse(await (await fetch(`http://127.0.0.1:${controlPort}/ready`)).json());
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
