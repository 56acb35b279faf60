import type { Sample } from '../../run/records.js';
import { HttpClient, type HttpClientOptions } from '../http.js';
import { guardOf } from '../../guard/testing/guards.js';
import { type Conduct, RawServers } from './raw-server.js';

/** Clients of one test, and the misbehaving servers that they ask. */
export class TestClients {
  readonly raws = new RawServers();
  readonly #clients: HttpClient[] = [];

  /** A client of whatever stands at an origin. */
  of(origin: URL, options: Partial<HttpClientOptions> = {}): HttpClient {
    const client = new HttpClient({
      origin,
      timeout: 500,
      userAgent: 'test',
      correlationId: 'c-1',
      guard: guardOf(origin),
      ...options,
    });
    this.#clients.push(client);
    return client;
  }

  /** A client of a server that conducts itself so, and what the client measures. */
  async where(conduct: Conduct): Promise<{ readonly client: HttpClient; readonly samples: readonly Sample[] }> {
    const samples: Sample[] = [];
    const client = this.of(await this.raws.serve(conduct), { onSample: (sample) => samples.push(sample) });
    return { client, samples };
  }

  /** Ends all of them. */
  async end(): Promise<void> {
    await Promise.all(this.#clients.splice(0).map((client) => client.close()));
    this.raws.end();
  }
}

/** What a request failed with. */
export const failureOf = async (asking: Promise<unknown>): Promise<unknown> =>
  asking.then(
    () => 'an answer',
    (error: unknown) => error,
  );
