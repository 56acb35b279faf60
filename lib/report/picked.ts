import type { Incident } from '../verdict/evidence.js';

/** Commands that look at the deployment again: without the variables that picked the target they would look at the default one. */
const AGAIN = /`(?=npx (?:playwright test|firstlight probe)\b)/g;

/** Incidents whose commands, when typed, are about the same target. Pure. */
export const asPicked = <T extends Pick<Incident, 'hint'>>(incidents: readonly T[], pickedBy: string): T[] =>
  incidents.map((incident) =>
    pickedBy === '' ? incident : { ...incident, hint: incident.hint.replaceAll(AGAIN, `\`${pickedBy} `) },
  );
