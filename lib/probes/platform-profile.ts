import type { HttpClient } from '../clients/http.js';
import { reach } from '../target/json.js';
import { type Profile, type ProfileBudget, type ToldProfile, toldProfileSchema } from '../target/profile.js';
import type { Coded } from './codes.js';
import { observeHttp, succeeded } from './http.js';

/** What a platform told of its processes, or why nothing is known. */
export type ProfileFacts = { readonly told: ToldProfile } | { readonly unread: string };

/** Asks a platform what it knows of its processes. Never throws for want of an answer. */
export async function observeProfile(http: HttpClient, url: URL, read: Profile['read']): Promise<ProfileFacts> {
  const facts = await observeHttp(http, url);
  if (facts.failure !== null) return { unread: `it ${facts.failure.seen}` };
  if (!succeeded(facts)) return { unread: `it answers ${facts.status}` };
  const told = toldProfileSchema.safeParse(reach(() => parsed(facts.text, read)));
  return told.success ? { told: told.data } : { unread: `it answers otherwise: ${firstIssue(told.error.issues)}` };
}

function parsed(text: string, read: Profile['read']): unknown {
  const body: unknown = jsonOf(text);
  return read === undefined ? body : read(Object(body));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const firstIssue = ([issue]: ReadonlyArray<{
  readonly path: readonly PropertyKey[];
  readonly message: string;
}>): string => `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim();

const GOOD = { seed: 30_000, start: 30_000 } as const;

/** Judges what a platform told of its processes. Overruns warn. Pure. */
export function judgeProfile(facts: ProfileFacts, url: string, front: string, budget: ProfileBudget = {}): Coded[] {
  const warn = (finding: Omit<Coded, 'severity' | 'evidence'>): Coded => ({
    ...finding,
    severity: 'warn',
    evidence: { route: `GET ${url}` },
  });
  if ('unread' in facts) {
    const expected = 'what the platform knows of its processes';
    const hint = `\`curl -i ${url}\` beside \`profile\` of the target`;
    return [
      warn({ code: 'profile.unread', cause: 'misconfigured', service: front, expected, actual: facts.unread, hint }),
    ];
  }
  const { seedMs, services } = facts.told;
  const limits = { ...GOOD, ...budget };
  const told = [
    {
      code: 'profile.seed',
      cause: 'slow',
      service: front,
      what: 'first data',
      took: seedMs,
      limit: limits.seed,
      unit: seconds,
    },
    ...Object.entries(services).flatMap(([service, { startMs, peakMemoryBytes }]) => [
      {
        code: 'profile.start',
        cause: 'slow',
        service,
        what: 'ready',
        took: startMs,
        limit: limits.start,
        unit: seconds,
      } as const,
      {
        code: 'profile.memory',
        cause: 'unhealthy',
        service,
        what: 'memory',
        took: peakMemoryBytes,
        limit: limits.memory,
        unit: mebibytes,
      } as const,
    ]),
  ] as const;
  return told.flatMap(({ code, cause, service, what, took, limit, unit }) =>
    took === null || limit === undefined || took <= limit
      ? []
      : [
          warn({
            code,
            cause,
            service,
            expected: `${what} within ${unit(limit)}`,
            actual: unit(took),
            hint: HINTS[code](service),
          }),
        ],
  );
}

const HINTS = {
  'profile.seed': () => 'look at the migrations and the seed: what grew?',
  'profile.start': (service: string) => `the first lines of the log of ${service}: what does it wait for?`,
  'profile.memory': (service: string) => `compare with earlier runs: what does ${service} keep?`,
} as const;

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
const mebibytes = (bytes: number): string => `${Math.round(bytes / 1_048_576)} MiB`;
