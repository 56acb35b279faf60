import type { TargetDefinition } from '../target/define.js';
import type { Environment } from '../target/env.js';
import type { RunOptions } from '../run/options.js';
import { DEFAULTS } from '../target/quality-secrets.js';
import { resolve } from '../target/resolve.js';
import { Secret } from '../target/secret.js';
import type { Target } from '../target/target.js';

/**
 * The texts of all secrets of a parsed target, with the passwords in their addresses. A secret that the target's own text
 * holds, such as a database's password `postgres` beside a service `postgres`, and a usual default, such as `password`, are left
 * to their place: hidden by their value they would take ordinary words away.
 */
export const secretsOf = (target: Target): string[] => strangeTo(target);

/** The same of a definition, as far as this environment fills it: for a run whose target is not parsed yet, or cannot be. */
export const secretsOfDefinition = (definition: TargetDefinition, environment: Environment): string[] =>
  strangeTo(resolve(definition, { environment, problems: [], missing: [] }));

/** The same of what a run was told besides, such as where people are alarmed. */
export const secretsOfOptions = (options: Pick<RunOptions, 'alertWebhook' | 'pushGateway'>): string[] =>
  strangeTo(options);

function strangeTo(target: object): string[] {
  const ownText = JSON.stringify(target);
  return withPasswords(secretsIn(target)).filter(
    (secret) => !ownText.includes(secret) && !DEFAULTS.includes(secret.toLowerCase()),
  );
}

function secretsIn(value: unknown, seen = new Set<object>()): string[] {
  if (value instanceof Secret) return [value.reveal()];
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  return Object.values(value).flatMap((inner) => secretsIn(inner, seen));
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
