import { type Server, type Socket, connect, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { DoorHooks, Passed, Said } from '../faults/define.js';
import { Frames, commandOf, wordsOf } from './resp.js';

const PUSH = /^\*3\r\n\$7\r\nmessage\r\n/;

/** Stands before Redis while a fault is on that changes what passes; who does not come through it is not harmed. */
export class RedisDoor {
  readonly #sockets = new Set<Socket>();
  #hooks: readonly DoorHooks[] = [];
  #server: Server | undefined;
  #connections = 0;

  constructor(
    private readonly port: number,
    private readonly redisPort: number,
  ) {}

  /** Opens the door, or closes it when nothing is to be changed. */
  async use(hooks: readonly DoorHooks[]): Promise<void> {
    this.#hooks = hooks;
    if (hooks.length === 0) await this.#close();
    else if (!this.#server) await this.#open();
  }

  async #open(): Promise<void> {
    const server = createServer((client) => this.#admit(client));
    this.#server = server;
    await new Promise<void>((settle, reject) => {
      server.once('error', reject);
      server.listen({ host: '127.0.0.1', port: this.port }, settle);
    });
  }

  async #close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    for (const socket of this.#sockets) socket.destroy();
    if (server) await new Promise((settle) => server.close(settle));
  }

  #admit(client: Socket): void {
    const redis = connect({ host: '127.0.0.1', port: this.redisPort });
    const hooks = this.#hooks;
    const connection = (this.#connections += 1);
    /** What has been asked and not answered yet; the answers of what nobody asked are kept back. */
    const asked: Array<{ readonly words: readonly string[]; readonly isOurs: boolean }> = [];
    const [commands, replies] = [new Frames(), new Frames()];
    let sending = Promise.resolve();

    const write = async (frame: string, due: number): Promise<void> => {
      if (due > Date.now()) await delay(due - Date.now());
      if (!client.destroyed) client.write(Buffer.from(frame, 'latin1'));
    };
    const send = ({ frame, after = 0 }: Passed): void => {
      const due = Date.now() + after;
      sending = sending.then(() => write(frame, due));
    };
    const pass = (said: Said): void =>
      hooks
        .reduce<readonly Passed[]>(
          (passed, { reply }) => (reply ? passed.flatMap((each) => reply({ ...said, ...each })) : passed),
          [{ frame: said.frame }],
        )
        .forEach(send);

    client.on('data', (chunk: Buffer) => {
      for (const words of commands.take(chunk).map(wordsOf)) {
        const answer = hooks.map(({ answer: own }) => own?.(words)).find((own) => own !== undefined);
        if (answer !== undefined) send({ frame: answer });
        else {
          const before = hooks.flatMap((hook) => hook.before?.(words, connection) ?? []);
          const changed = hooks.reduce<readonly string[]>(
            (seen, hook) => hook.command?.(seen, connection) ?? seen,
            words,
          );
          asked.push(...before.map((each) => ({ words: each, isOurs: true })), { words: changed, isOurs: false });
          for (const each of [...before, changed]) redis.write(Buffer.from(commandOf(each), 'latin1'));
        }
      }
    });
    redis.on('data', (chunk: Buffer) => {
      for (const frame of replies.take(chunk)) {
        const isPush = PUSH.test(frame);
        const question = isPush ? undefined : asked.shift();
        if (question?.isOurs !== true) pass({ frame, isPush, words: question?.words ?? [], connection });
      }
    });
    for (const [socket, other] of [
      [client, redis],
      [redis, client],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
        for (const hook of hooks) hook.closed?.(connection);
      });
    }
  }
}
