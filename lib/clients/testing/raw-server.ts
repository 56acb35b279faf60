import { createServer, type Socket } from 'node:net';
import { createServer as createSecuredServer } from 'node:tls';
import type { Certificate } from './certificates.js';

/** What a server does with a request: the n-th on its connection. */
export type Conduct = (socket: Socket, request: number) => void;

/** A complete answer with a body. */
export const answered = (body: string): string => `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`;

/** Servers of one test that misbehave below HTTP, on free ports of this machine. */
export class RawServers {
  readonly #ends: Array<() => void> = [];

  /** The origin of a server that conducts itself so; over TLS with a certificate. */
  async serve(conduct: Conduct, certificate?: Certificate): Promise<URL> {
    const sockets = new Set<Socket>();
    const meet = (socket: Socket): void => {
      let requests = 0;
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('data', () => conduct(socket, ++requests));
    };
    const server = certificate === undefined ? createServer(meet) : createSecuredServer(certificate, meet);
    await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
    this.#ends.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('the server listens on no port');
    return new URL(`${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${address.port}`);
  }

  /** The origin of a server that has gone. */
  async gone(): Promise<URL> {
    const origin = await this.serve(() => undefined);
    this.#ends.pop()?.();
    return origin;
  }

  end(): void {
    for (const end of this.#ends.splice(0)) end();
  }
}
