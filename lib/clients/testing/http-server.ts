import { createServer, type IncomingHttpHeaders } from 'node:http';
import { guardOf } from '../../guard/testing/guards.js';
import { HttpClient } from '../http.js';

/** What a test's server was asked. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** What it answers: an object as JSON, a text as it is. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | object;
}

/** Servers of one test on free ports of this machine, with clients that ask them. */
export class TestServers {
  readonly #ends: Array<() => Promise<void>> = [];

  /** A client of a server that replies so. */
  async serve(reply: (asked: Asked) => Reply, access?: ConstructorParameters<typeof HttpClient>[0]['access']) {
    const server = createServer(async (request, response) => {
      const { method = '', url: path = '', headers } = request;
      const {
        status = 200,
        headers: sent = {},
        body = '',
      } = reply({ method, path, headers, text: await textOf(request) });
      response.writeHead(status, sent).end(typeof body === 'string' ? body : JSON.stringify(body));
    });
    await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('the server listens on no port');
    const origin = new URL(`http://127.0.0.1:${address.port}`);
    const guard = guardOf(origin);
    const http = new HttpClient({ origin, access, guard, timeout: 2_000, userAgent: 'test', correlationId: 'c-1' });
    this.#ends.push(async () => {
      await http.close();
      await new Promise((settle) => server.close(settle));
    });
    return http;
  }

  /** Ends all of them. */
  async end(): Promise<void> {
    await Promise.all(this.#ends.splice(0).map((end) => end()));
  }
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
