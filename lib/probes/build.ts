import type { HttpClient } from '../clients/http.js';
import { parseJson } from '../target/json.js';
import type { Target } from '../target/target.js';
import type { Coded } from './codes.js';
import { evidenceOf, type HttpFacts, judgeSuccess, observeHttp } from './http.js';

export interface BuildFacts {
  readonly answer: HttpFacts;
  /** What the answer names; undefined when it names none. */
  readonly build: string | undefined;
}

/** Asks the deployment which build it is. */
export async function observeBuild(build: NonNullable<Target['build']>, http: HttpClient): Promise<BuildFacts> {
  const answer = await observeHttp(http, http.addressOf(build.path));
  return { answer, build: buildNamedBy(answer.text, build.field) };
}

function buildNamedBy(text: string, field: NonNullable<Target['build']>['field']): string | undefined {
  try {
    const body = parseJson(text);
    const named: unknown = typeof field === 'function' ? field(body) : dug(body, field.split('.'));
    return typeof named === 'string' || typeof named === 'number' ? String(named) : undefined;
  } catch {
    return undefined;
  }
}

const dug = (body: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    body,
  );

/** Judges that a build is named, and that it is the expected one where one is expected. Pure. */
export function judgeBuild(facts: BuildFacts, service: string, expected: string | undefined): Coded[] {
  const unanswered = judgeSuccess(facts.answer, service);
  if (unanswered.length > 0) return unanswered;
  const base = { severity: 'fail' as const, service, evidence: evidenceOf(facts.answer) };
  if (facts.build === undefined) {
    return [
      {
        ...base,
        code: 'build.unnamed',
        cause: 'contract-drift',
        expected: 'the name of the build',
        actual: 'none in the answer',
        hint: `\`curl -i ${facts.answer.url.href}\`: is the field stated in the target the right one?`,
      },
    ];
  }
  if (expected === undefined || facts.build === expected) return [];
  return [
    {
      ...base,
      code: 'build.stale',
      cause: 'stale-build',
      expected: `build ${expected}`,
      actual: `build ${facts.build}`,
      hint: 'is the deployment still under way (`--wait 120`), or did it not happen?',
    },
  ];
}
