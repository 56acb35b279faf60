/** The subjects by which checks are counted and chosen. */
export const AREA_NAMES = [
  'preflight',
  'health',
  'authentication',
  'services',
  'database',
  'events',
  'storage',
  'security',
  'notifications',
  'browser',
  'accessibility',
] as const;

/** The subject of a check. */
export type AreaName = (typeof AREA_NAMES)[number];
