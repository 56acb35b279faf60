import manifest from '../../package.json' with { type: 'json' };

/** How every request of a run names itself, so that a platform's logs tell it from its users. */
export const userAgent = (runId: string): string => `firstlight/${manifest.version} (run ${runId})`;
