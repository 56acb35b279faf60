import type { Environment } from '../target/env.js';

/** The real environment of this process. Nothing else of the suite reads it, so that one place tells what may matter. */
export const processEnvironment = (): Environment => process.env;
