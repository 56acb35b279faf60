import type { Cause } from '../probes/finding.js';

/** What can become of a request besides an answer, and the class of cause that each speaks for. */
export const HTTP_FAILURES = {
  SMOKE_UNKNOWN_HOST: 'unreachable',
  SMOKE_REFUSED: 'not-started',
  SMOKE_UNREACHABLE: 'unreachable',
  SMOKE_RESET: 'erroring',
  SMOKE_TIMEOUT: 'slow',
  SMOKE_CERTIFICATE: 'certificate',
  SMOKE_TOO_LARGE: 'erroring',
  SMOKE_BAD_ANSWER: 'erroring',
  SMOKE_NOT_JSON: 'contract-drift',
} as const satisfies Readonly<Record<string, Cause>>;

export type HttpFailure = keyof typeof HTTP_FAILURES;

/** A request that did not get a usable answer. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly causeClass: Cause;

  constructor(
    readonly code: HttpFailure,
    readonly request: { readonly method: string; readonly url: string; readonly correlationId: string },
    /** What was seen, such as `refuses connections`. */
    readonly seen: string,
  ) {
    super(`${request.method} ${request.url} ${seen} (${code}, correlation id ${request.correlationId})`);
    this.causeClass = HTTP_FAILURES[code];
  }
}

/** The code of a network error, of Node.js, OpenSSL or undici, wherever it is buried. */
export function networkCodeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string' && error.code !== '') return error.code;
  return networkCodeOf(error.cause);
}

const BY_CODE: ReadonlyArray<readonly [RegExp, HttpFailure, string]> = [
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'SMOKE_UNKNOWN_HOST', 'is not known to the resolver'],
  [/^ECONNREFUSED$/, 'SMOKE_REFUSED', 'refuses connections'],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EACCES)$/, 'SMOKE_UNREACHABLE', 'cannot be reached'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, 'SMOKE_RESET', 'closed the connection without a complete answer'],
  [/TIMEOUT|ETIMEDOUT/, 'SMOKE_TIMEOUT', 'did not answer in time'],
  [/CERT|^ERR_TLS|^ERR_SSL|^EPROTO$|SELF_SIGNED|UNABLE_TO/, 'SMOKE_CERTIFICATE', 'has no TLS that can be trusted'],
];

/** What a network error means; null for one that is not known as one. */
export const classifyNetworkError = (error: unknown): NetworkFailure | null => classifyCode(networkCodeOf(error));

/** What the code of a network error means; null for one that is not known as one. */
export function classifyCode(code: string): NetworkFailure | null {
  const known = BY_CODE.find(([pattern]) => pattern.test(code));
  return known === undefined ? null : { code: known[1], seen: `${known[2]} (${code})` };
}

interface NetworkFailure {
  readonly code: HttpFailure;
  readonly seen: string;
}
