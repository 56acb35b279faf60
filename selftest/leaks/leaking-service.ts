import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Canaries } from './canaries.js';

/** A service that shows its secrets everywhere. */
export class LeakingService {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(canaries: Canaries): Promise<LeakingService> {
    const server = createServer((request, response) => {
      request.resume();
      const { pathname } = new URL(request.url ?? '/', 'http://leaks');
      const json = (body: object): void =>
        void response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
      if (pathname === '/healthz') json({ status: 'ok' });
      else if (pathname === '/login' || pathname === '/items') json({ access_token: canaries.token });
      else if (pathname === '/me') json({ name: 'Ann' });
      else if (pathname === '/') {
        response.setHeader('set-cookie', `sid=${canaries.cookie}; HttpOnly; Path=/`);
        response.setHeader('content-type', 'text/html; charset=utf-8').end(pageWith(canaries));
      } else response.writeHead(404).end();
    });
    const sockets = new WebSocketServer({ server });
    sockets.on('connection', (socket) => socket.send(JSON.stringify({ token: canaries.frame })));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new LeakingService(server);
  }

  get origin(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the service does not listen');
    const { port }: AddressInfo = address;
    return `http://127.0.0.1:${port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

const pageWith = ({ token, query, body, frame, control }: Canaries): string => `<!doctype html>
<html lang="en">
  <head><title>Leaks</title><link rel="icon" href="data:," /></head>
  <body>
    <h1>Sign in</h1>
    <label>Password <input type="password" id="password" /></label>
    <label>Old password <input type="password" id="old" disabled /></label>
    <p id="token">your token: ${token}</p>
    <p>${control}</p>
    <p role="status"></p>
    <script>
      const socket = new WebSocket('ws://' + location.host);
      socket.onopen = () => {
        socket.send(JSON.stringify({ token: '${frame}' }));
        socket.send(new TextEncoder().encode('binary ${token}'));
      };
      console.log('signed in with ${token}');
      const sent = fetch('/items?token=${query}', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer ${token}' },
        body: JSON.stringify({ apiKey: '${body}' }),
      });
      sent.then((answer) => answer.json()).then(() => (document.querySelector('[role=status]').textContent = 'sent'));
    </script>
  </body>
</html>`;
