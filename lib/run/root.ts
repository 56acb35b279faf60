import { fileURLToPath } from 'node:url';

/** The folder of the project, where `targets/` and `reports/` are. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
