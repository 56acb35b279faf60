import type { CodeEntry } from './entry.js';

/** Codes of what the target and its variables say. */
export const CONFIGURATION_CODES = {
  'config.weak-secret': {
    means: 'A secret is short, a usual default, or the same as another.',
    look: 'The variable that is named: a password, the one inside a connection URL, a token or a header.',
    act: 'Generate one for each: `openssl rand -base64 24`.',
  },
  'config.no-tls': {
    means: 'A connection beyond this machine is not encrypted.',
    look: 'The variable that is named.',
    act: 'Use https, rediss or sslmode=verify-full.',
  },
  'config.unknown-key': {
    means: 'A file of variables sets one that nothing reads: often a misspelling.',
    look: 'The file that is named.',
    act: 'Correct or remove it; what something else than the target reads belongs in .env.example.',
  },
  'config.missing-key': {
    means: 'The file of variables that was chosen lacks one that the target needs; only the real environment sets it.',
    look: 'The file that is named, beside its example.',
    act: 'Add it, so that the next person verifies the same deployment.',
  },
  'config.stray-issue': {
    means: 'A known issue names a check that the run does not have, so that it excuses nothing.',
    look: '`known-issues.json` beside the ids in `results.json`.',
    act: 'Correct the id, or strike the issue when its check is gone.',
  },
} as const satisfies Readonly<Record<string, CodeEntry>>;
