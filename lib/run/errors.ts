import type { Problem } from '../target/env.js';

/** A reason why nothing can be judged. Its text is for a person, and so it has no stack. */
export class CannotJudgeError extends Error {
  override readonly name = 'CannotJudgeError';

  constructor(
    readonly code: 'SMOKE_CONFIGURATION' | 'SMOKE_NOT_STARTED' | 'SMOKE_NO_NETWORK',
    readonly lines: readonly string[],
  ) {
    super(lines.join('\n'));
    this.stack = this.message;
  }
}

/** A problem as one line: `SMOKE_ORIGIN is not a URL: "x", for example SMOKE_ORIGIN=https://staging.example.com`. */
export const printProblem = ({ where, wrong, example }: Problem): string =>
  `${where} ${wrong}${example === undefined ? '' : `, for example ${example}`}`;

/** All problems of a configuration in one message, each once: several services may read one variable. */
export const configurationError = (problems: readonly Problem[]): CannotJudgeError =>
  new CannotJudgeError('SMOKE_CONFIGURATION', [...new Set(problems.map(printProblem))]);

/** What the runner says of a platform of our own, in words that help: it does not know what that is. */
export function explainRunnerError(message: string): string {
  if (!message.includes('config.webServer')) return message;
  const why = /Exit code: \d+|Timed out waiting \d+ ?ms/i.exec(message)?.[0].toLowerCase() ?? message;
  return `the platform that we start did not start (${why}): what it printed above says why (SMOKE_NOT_STARTED)`;
}
