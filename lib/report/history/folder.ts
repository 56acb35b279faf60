import { join } from 'node:path';

/** Where the histories are, `reports/history/`, unless a person has said otherwise. */
export const historyFolder = (root: string, stated: string | undefined): string =>
  stated ?? join(root, 'reports', 'history');
