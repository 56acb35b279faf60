import { isUtf8 } from 'node:buffer';
import { request, type FormData } from 'undici';
import type { Guard } from '../guard/guard.js';
import type { Sample } from '../run/records.js';
import { hostOf } from '../target/hosts.js';
import { type Json, parseJson } from '../target/json.js';
import type { Target } from '../target/target.js';
import { readBounded, TooLargeError, unpacked } from './bounded.js';
import { type Connections, connectionsFor, headersOf } from './dispatcher.js';
import { classifyNetworkError, HttpError, type HttpFailure, networkCodeOf } from './http-error.js';
import { printable } from './printable.js';
import { routeOf } from './route.js';
import { traceparent } from './traceparent.js';
import { bodyIn, headersFrom, headersIn } from './wire.js';

/** A request. At most one of `json`, `form`, `multipart` and `body`. */
export interface Ask {
  /** `GET` by default. */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly multipart?: FormData;
  readonly body?: string | Uint8Array;
  /** Milliseconds for the whole exchange. */
  readonly timeout?: number;
  /** What it is measured as; by default its method and path, without ids. */
  readonly route?: string;
  /** The most bytes that are read of an answer. */
  readonly maxBytes?: number;
  /** Without what the target wants of every request: all that it shows is its address. */
  readonly plain?: boolean;
  readonly signal?: AbortSignal;
}

/** A complete answer. Redirects are answers: nothing follows them. */
export interface Answer {
  readonly method: string;
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  readonly text: string;
  /** The parsed body; throws `HttpError` with `SMOKE_NOT_JSON`. */
  readonly json: Json;
  readonly ms: number;
  readonly correlationId: string;
}

export interface HttpClientOptions {
  readonly origin: URL;
  readonly access?: Target['access'];
  /** What says whether a request may be sent. */
  readonly guard: Guard;
  /** Milliseconds for a whole exchange. */
  readonly timeout: number;
  readonly userAgent: string;
  /** The id by which the deployment's logs tell these requests. */
  readonly correlationId: string;
  readonly onSample?: (sample: Sample) => void;
  /** The service of the graph that stands at an address, for measurements. */
  readonly serviceAt?: (url: URL) => string | null;
}

const MAX_BYTES = 8 * 1024 * 1024;

/** Asks the target, and nobody else: bounded in time and size, measured, and traceable in the deployment's logs. */
export class HttpClient {
  readonly #options: HttpClientOptions;
  readonly #connections: Connections;

  constructor(
    options: HttpClientOptions,
    connections = connectionsFor(options.access, options.timeout, options.guard.lookup),
  ) {
    this.#options = options;
    this.#connections = connections;
  }

  /** The same connections under another correlation id. */
  withCorrelation(correlationId: string, onSample?: (sample: Sample) => void): HttpClient {
    const guard = this.#options.guard.anew();
    const options = { ...this.#options, guard, correlationId, ...(onSample === undefined ? {} : { onSample }) };
    return new HttpClient(options, this.#connections);
  }

  /** The same through one connection of its own, which whoever asks for it closes. */
  apart(): HttpClient {
    const { access, timeout, guard } = this.#options;
    return new HttpClient({ ...this.#options, guard: guard.anew() }, connectionsFor(access, timeout, guard.lookup, 1));
  }

  /** Milliseconds that an exchange may take. */
  get timeout(): number {
    return this.#options.timeout;
  }

  /** What says whether a request may be sent. */
  get guard(): Guard {
    return this.#options.guard;
  }

  get correlationId(): string {
    return this.#options.correlationId;
  }

  /** The address of a path at the target's origin, or the address itself. */
  addressOf(url: string | URL): URL {
    return new URL(url, this.#options.origin);
  }

  /**
   * Asks once. A path is taken at the target's origin. Throws `RefusedError` when that may not be asked, and `HttpError` when no
   * complete answer came.
   */
  async ask(to: string | URL, ask: Ask = {}): Promise<Answer> {
    const url = this.addressOf(to);
    const method = ask.method ?? 'GET';
    this.#options.guard.request({ method, url, headers: headersIn(ask), hasBody: bodyIn(ask) !== null });
    const opened = this.#connections.openedTo(url.origin);
    // The one retry of the suite: an idle connection that the server closed just as it was used again.
    const isRetried = (failure: unknown): boolean =>
      method === 'GET' &&
      failure instanceof HttpError &&
      failure.code === 'SMOKE_RESET' &&
      opened > 0 &&
      opened === this.#connections.openedTo(url.origin);
    try {
      return await this.#once(url, method, ask, isRetried);
    } catch (error) {
      if (!isRetried(error)) throw error;
      return await this.#once(url, method, ask);
    }
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    await this.#connections.dispatcher.destroy();
  }

  async #once(url: URL, method: string, ask: Ask, isRetried?: (failure: HttpError) => boolean): Promise<Answer> {
    const started = performance.now();
    const deadline = AbortSignal.timeout(ask.timeout ?? this.#options.timeout);
    const signal = ask.signal === undefined ? deadline : AbortSignal.any([deadline, ask.signal]);
    let begun = false;
    try {
      const response = await request(url, {
        method,
        headers: this.#headers(url, ask),
        body: bodyIn(ask),
        signal,
        dispatcher: this.#connections.dispatcher,
      });
      begun = true;
      const most = ask.maxBytes ?? MAX_BYTES;
      const coding = [response.headers['content-encoding'] ?? []].flat().join();
      const bytes = await unpacked(await readBounded(response.body, most), coding, most);
      const ms = performance.now() - started;
      this.#measure(url, method, ask, response.statusCode, ms, null);
      return this.#answer(url, method, response.statusCode, headersFrom(response.headers), bytes, ms);
    } catch (error) {
      const failure = this.#failure(error, method, url, { late: deadline.aborted, begun });
      const seen = isRetried?.(failure) === true ? 'reset, retried' : failure.code;
      this.#measure(url, method, ask, null, performance.now() - started, seen);
      throw failure;
    }
  }

  #headers(url: URL, ask: Ask): Record<string, string> {
    const { access, guard, userAgent, correlationId } = this.#options;
    return {
      accept: 'application/json, */*;q=0.5',
      ...(ask.plain !== true && guard.permit.own.has(hostOf(url)) && !this.#isUnwrapped(url) ? headersOf(access) : {}),
      'user-agent': userAgent,
      'x-correlation-id': correlationId,
      traceparent: traceparent(correlationId),
      ...headersIn(ask),
    };
  }

  /** Whether an address is the origin's own, without its encryption: what the target wants of every request would be read on the way. */
  #isUnwrapped({ protocol, host }: URL): boolean {
    const { origin } = this.#options;
    return protocol === 'http:' && origin.protocol === 'https:' && host === origin.host;
  }

  #answer(url: URL, method: string, status: number, headers: Headers, bytes: Uint8Array, ms: number): Answer {
    const notJson = (what: string, text: string): HttpError =>
      this.#error('SMOKE_NOT_JSON', method, url, `answered ${status} with ${what}: ${printable(text.slice(0, 80))}`);
    return {
      method,
      url,
      status,
      headers,
      bytes,
      ms,
      correlationId: this.#options.correlationId,
      get text() {
        return new TextDecoder().decode(bytes);
      },
      get json() {
        // RFC 8259, 8.1.
        if (!isUtf8(bytes)) throw notJson('what is not UTF-8', this.text);
        try {
          return parseJson(this.text);
        } catch {
          throw notJson('what is not JSON', this.text);
        }
      },
    };
  }

  #failure(error: unknown, method: string, url: URL, { late, begun }: { late: boolean; begun: boolean }): HttpError {
    if (late) return this.#error('SMOKE_TIMEOUT', method, url, 'did not answer in time');
    if (error instanceof TooLargeError) return this.#error('SMOKE_TOO_LARGE', method, url, error.message);
    const known = classifyNetworkError(error);
    if (known?.code === 'SMOKE_RESET' && begun) {
      const seen = `broke off in the middle of its answer (${networkCodeOf(error)})`;
      return this.#error('SMOKE_BAD_ANSWER', method, url, seen);
    }
    if (known !== null) return this.#error(known.code, method, url, known.seen);
    const said = error instanceof Error ? error.message : String(error);
    const seen = `gave no usable answer: ${said} ${networkCodeOf(error)}`.trim();
    return this.#error('SMOKE_BAD_ANSWER', method, url, seen);
  }

  #error(code: HttpFailure, method: string, url: URL, seen: string): HttpError {
    const shown = `${url.origin}${url.pathname}`;
    return new HttpError(code, { method, url: shown, correlationId: this.#options.correlationId }, seen);
  }

  #measure(url: URL, method: string, ask: Ask, status: number | null, ms: number, error: string | null): void {
    this.#options.onSample?.({
      at: new Date().toISOString(),
      service: this.#options.serviceAt?.(url) ?? null,
      route: ask.route ?? routeOf(method, url),
      method,
      status,
      ms,
      correlation_id: this.#options.correlationId,
      error,
    });
  }
}
