import type { TargetDefinition } from '../target/define.js';
import { EnvValue, type Environment } from '../target/env.js';
import { Secret } from '../target/secret.js';
import type { Target } from '../target/target.js';

/**
 * The texts of all secrets of a parsed target, with the passwords in their addresses. A secret that the target's own text
 * holds, such as a database's password `postgres` beside a service `postgres`, is left to its place: hidden by its value it
 * would take the names of things away.
 */
export function secretsOf(target: Target): string[] {
  const ownText = JSON.stringify(target);
  return withPasswords(secretsIn(target)).filter((secret) => !ownText.includes(secret));
}

/** The same of a definition, as far as this environment fills it: for a run whose target could not be parsed. */
export const secretsOfDefinition = (definition: TargetDefinition, environment: Environment): string[] =>
  withPasswords(secretsIn(definition, environment));

function secretsIn(value: unknown, environment: Environment = {}, seen = new Set<object>()): string[] {
  if (value instanceof Secret) return [value.reveal()];
  if (value instanceof EnvValue) {
    const read: ReturnType<EnvValue<unknown>['read']> = value.read(environment);
    return read.ok ? secretsIn(read.value, environment, seen) : [];
  }
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  return Object.values(value).flatMap((inner) => secretsIn(inner, environment, seen));
}

function withPasswords(secrets: readonly string[]): string[] {
  const passwords = secrets.filter((secret) => URL.canParse(secret)).map((secret) => new URL(secret).password);
  return [...new Set([...secrets, ...passwords, ...passwords.map(decoded)])].filter((secret) => secret !== '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
