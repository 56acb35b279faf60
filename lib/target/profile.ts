import { z } from 'zod';
import type { Problem, Setting } from './env.js';
import type { Json } from './json.js';

/** What response times are compared to, and what a platform can tell of its own processes. */
export interface Profile {
  /** Milliseconds above which a route is called slow that nothing else is stated of; 500 by default. */
  readonly slow?: number;
  /** The same for single routes, as the reports name them: `{ 'POST /v1/exports': 5_000 }`. */
  readonly routes?: Readonly<Record<string, number>>;
  /** Where the platform tells of its processes; read once, when the checks have ended. */
  readonly url?: Setting<URL | undefined>;
  /** Finds in its answer what is told; by default the answer has that form itself. */
  readonly read?: (body: Json) => unknown;
  /** What is expected of them; overruns warn. */
  readonly budget?: ProfileBudget;
}

/** Milliseconds, but for the memory. */
export interface ProfileBudget {
  /** 30,000 by default. */
  readonly seed?: number;
  /** Of each service; 30,000 by default. */
  readonly start?: number;
  /** Bytes that each service may have used at most; without it none is too much. */
  readonly memory?: number;
  /** Of all that a service answered and that has no budget of its own; 200 by default. */
  readonly p95?: number;
  /** The same; 500 by default. */
  readonly p99?: number;
}

const measured = z.number().nonnegative().nullable().default(null);

/** What a platform tells of its processes. What it cannot tell is left out. */
export const toldProfileSchema = z.object({
  /** Milliseconds in which its first data was made. */
  seedMs: measured,
  services: z
    .record(
      z.string(),
      z.object({
        /** Milliseconds from its start until it was ready. */
        startMs: measured,
        /** The most memory that its process has used. */
        peakMemoryBytes: measured,
      }),
    )
    .default({}),
});

export type ToldProfile = z.infer<typeof toldProfileSchema>;

/** What is wrong with what a target says of its profile. */
export function wrongProfile({ slow, routes = {}, url, read, budget }: Profile = {}): Problem[] {
  const limits = { slow, ...prefixed('routes', routes), ...prefixed('budget', budget ?? {}) };
  return [
    ...Object.entries(limits)
      .filter(([, limit]) => limit !== undefined && !(limit > 0))
      .map(([where, limit]) => ({ where: `profile.${where}`, wrong: `is no limit: ${limit}`, example: '500' })),
    ...(read !== undefined && url === undefined
      ? [{ where: 'profile.read', wrong: 'is stated, but not the `url` whose answer it reads' }]
      : []),
  ];
}

const prefixed = (place: string, limits: object): Record<string, number> =>
  Object.fromEntries(Object.entries(limits).map(([name, limit]) => [`${place}.${name}`, Number(limit)]));
