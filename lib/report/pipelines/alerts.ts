import { z } from 'zod';
import type { Incident } from '../../verdict/evidence.js';
import { harmOf, printImpacts } from '../impacts.js';
import { knownOf } from '../known-issues.js';
import type { Results } from '../results.js';

/** A line of what was told: an incident that people were alarmed of, or the end of one. */
export const toldSchema = z.object({
  event: z.enum(['opened', 'closed']),
  /** Of what; the same as long as the incident lasts. */
  key: z.string(),
  /** How people know it. */
  name: z.string(),
  run_id: z.string(),
  at: z.string(),
});

export type Told = z.infer<typeof toldSchema>;

/** A message to send, and what is told once it has been. */
export interface Alert {
  readonly told: Told;
  readonly message: Message;
}

/** What Slack's incoming webhooks take, and Mattermost's and Rocket.Chat's with them. */
export interface Message {
  readonly text: string;
  readonly attachments: ReadonlyArray<{
    readonly color: 'danger' | 'warning' | 'good';
    readonly fallback: string;
    readonly text: string;
    readonly fields: ReadonlyArray<{ readonly title: string; readonly value: string; readonly short: boolean }>;
  }>;
}

/**
 * What people have to be told of a full run that was judged, after all that they were told before: each incident once when it comes
 * up in a run that must not be promoted, and once when it is over. It is over when it is gone from a run that is promoted, or in which
 * its root was seen well; not when something else merely hides it. What is known to the target alarms nobody. `link` leads to the
 * reports. Pure.
 */
export function alertsFor(results: Results, told: readonly Told[], link: string | undefined): Alert[] {
  const { selection, verdict } = results;
  if (selection !== 'full' || verdict === null) return [];
  const incidents = results.incidents.filter(({ root }) => knownOf(results, root) === undefined);
  const held = verdict.decision !== 'promote';
  const open = stillOpen(told).filter(({ key }) => key.startsWith(`${results.environment}/`));
  const isOpen = (key: string): boolean => open.some((each) => each.key === key);

  const opened = held ? incidents.filter((incident) => !isOpen(keyOf(results, incident))) : [];
  const bare = held && incidents.length === 0 && !isOpen(keyOf(results));
  const closed = open.filter(
    ({ key, name }) =>
      !incidents.some((incident) => keyOf(results, incident) === key) &&
      !(held && key === keyOf(results)) &&
      (!held || wasSeenWell(name, results)),
  );
  return [
    ...opened.map((incident) => raise(results, link, incident)),
    ...(bare ? [raise(results, link)] : []),
    ...closed.map((each) => recovery(results, link, each)),
  ];
}

/** What was opened and not closed. */
function stillOpen(told: readonly Told[]): Told[] {
  const open = new Map<string, Told>();
  for (const each of told) {
    if (each.event === 'opened') open.set(each.key, each);
    else open.delete(each.key);
  }
  return [...open.values()];
}

const keyOf = ({ environment }: Results, incident?: Incident): string =>
  `${environment}/${incident === undefined ? 'verdict' : `${incident.kind}/${incident.root}`}`;

function wasSeenWell(name: string, { observations, checks }: Results): boolean {
  const state = observations.findLast(({ service }) => service === name)?.state;
  return state === 'healthy' || state === 'degraded' || checks.find(({ id }) => id === name)?.outcome === 'passed';
}

const tellOf = (results: Results, event: Told['event'], key: string, name: string): Told => ({
  event,
  key,
  name,
  run_id: results.run_id,
  at: results.completed_at,
});

function raise(results: Results, link: string | undefined, incident?: Incident): Alert {
  const { verdict, target, environment, build, checks } = results;
  const name = incident?.root ?? 'the verdict';
  const summary = incident?.summary ?? verdict?.reasons.map(({ text }) => text).join('; ') ?? '';
  const { certain, possible } = harmOf(checks.filter(({ id }) => incident?.explains.includes(id)));
  const title = `${verdict?.decision === 'rollback' ? '⛔ rollback' : '⚠️ investigate'}: ${target} (${environment}): ${name}`;
  const facts = [
    { title: 'Try', value: incident?.hint ?? '' },
    { title: 'Impact', value: printImpacts(certain, 3) },
    { title: 'May mean', value: printImpacts(possible, 3) },
    { title: 'Build', value: build.seen ?? '' },
    { title: 'Last promoted', value: lastPromoted(results) },
    { title: 'Run', value: results.run_id },
    { title: 'Reports', value: link ?? '' },
  ];
  const color = verdict?.decision === 'rollback' ? 'danger' : 'warning';
  return {
    told: tellOf(results, 'opened', keyOf(results, incident), name),
    message: messageOf(title, color, summary, facts),
  };
}

function lastPromoted({ history }: Results): string {
  const good = history?.last_good;
  if (good === undefined || good === null) return '';
  return good.build === null ? good.started_at : `build ${good.build}, ${good.started_at}`;
}

function recovery(results: Results, link: string | undefined, { key, name, run_id, at }: Told): Alert {
  const title = `✅ recovered: ${results.target} (${results.environment}): ${name}`;
  const facts = [
    { title: 'Since', value: `${at} (run ${run_id})` },
    { title: 'Run', value: results.run_id },
    { title: 'Reports', value: link ?? '' },
  ];
  const now = `The verdict is now: ${results.verdict?.decision ?? 'none'}.`;
  return { told: tellOf(results, 'closed', key, name), message: messageOf(title, 'good', now, facts) };
}

/** Characters of one text. */
const LONGEST = 1_000;

function messageOf(
  title: string,
  color: Message['attachments'][number]['color'],
  text: string,
  facts: ReadonlyArray<{ readonly title: string; readonly value: string }>,
): Message {
  const fields = facts
    .filter(({ value }) => value !== '')
    .map((fact) => ({ title: fact.title, value: escaped(fact.value), short: fact.value.length < 40 }));
  return {
    text: escaped(title),
    attachments: [{ color, fallback: escaped(`${title}: ${text}`), text: escaped(text), fields }],
  };
}

// What Slack wants escaped; without it what a deployment says could mention people or hide links.
const escaped = (text: string): string =>
  text.slice(0, LONGEST).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
