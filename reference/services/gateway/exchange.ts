import { Agent, type Dispatcher, errors, request } from 'undici';
import { ApiError } from '../../kernel/errors.js';
import type { Upstream } from './upstreams.js';

export interface UpstreamRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body?: Buffer | string;
}

const TIMEOUT_MS = 2_000;
const agent = new Agent({ connections: 64, connect: { timeout: TIMEOUT_MS }, bodyTimeout: TIMEOUT_MS });

/** Asks a service; its silence becomes 504 and its absence 502, both with its name. */
export async function exchange(
  upstream: Pick<Upstream, 'name' | 'url'>,
  asked: UpstreamRequest,
): Promise<Dispatcher.ResponseData> {
  const silence = new AbortController();
  // undici's own timers are a second coarse, which is too much for a limit of two.
  const timer = setTimeout(() => silence.abort(new errors.HeadersTimeoutError()), TIMEOUT_MS);
  try {
    return await request(new URL(asked.path, upstream.url), {
      method: asked.method,
      headers: asked.headers,
      body: asked.body ?? null,
      dispatcher: agent,
      signal: silence.signal,
    });
  } catch (error) {
    throw failureOf(upstream.name, error);
  } finally {
    clearTimeout(timer);
  }
}

function failureOf(service: string, error: unknown): ApiError {
  const silent =
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError ||
    error instanceof errors.ConnectTimeoutError;
  return silent
    ? new ApiError(504, 'upstream_timeout', `${service} does not answer in time.`, { service, cause: error })
    : new ApiError(502, 'upstream_unreachable', `${service} cannot be reached.`, { service, cause: error });
}
