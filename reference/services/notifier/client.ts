import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { FeedClient } from '../../faults/define.js';
import type { User } from '../../kernel/auth.js';
import { feedEdge } from '../../kernel/edge.js';
import type { EventEnvelope } from '../../kernel/events.js';
import { matches, problem, readMessage, type ServerMessage } from './messages.js';

const MAX_FILTERS = 20;
const MAX_UNSENT_BYTES = 1_048_576;

/** What is used of a `WebSocket`. */
export interface Outlet {
  readonly readyState: number;
  readonly bufferedAmount: number;
  send(text: string): void;
  terminate(): void;
}

/** One open connection: what it subscribed to, and what may be sent to it. */
export class Client implements FeedClient {
  readonly sessionId = randomUUID();
  readonly #filters = new Set<string>();

  constructor(
    readonly user: User,
    private readonly socket: Outlet,
  ) {}

  welcome(): void {
    this.#send({ type: 'welcome', sessionId: this.sessionId });
  }

  receive(text: string): void {
    const message = readMessage(text);
    if (message.type === 'subscribe') this.#subscribe(message.filter);
    else if (message.type === 'ping') this.#send({ type: 'pong', id: message.id });
    else this.#send(message);
  }

  deliver(event: EventEnvelope): void {
    const ofOwnSchool = event.school_id === this.user.schoolId;
    if (!feedEdge.audience(ofOwnSchool, event, this)) return;
    const wanted = [...this.#filters].some((filter) => matches(filter, event.event_type));
    if (wanted) this.#send({ type: 'event', event });
  }

  #subscribe(filter: string): void {
    if (this.#filters.size >= MAX_FILTERS && !this.#filters.has(filter)) {
      this.#send(problem('too_many_filters', `A connection holds at most ${MAX_FILTERS} filters.`));
      return;
    }
    this.#filters.add(filter);
    this.#send({ type: 'subscribed', filter });
  }

  #send(message: ServerMessage): void {
    for (const each of feedEdge.outgoing(message, this)) {
      if (this.socket.readyState !== WebSocket.OPEN) return;
      // A reader that has fallen this far behind would otherwise cost everybody memory.
      if (this.socket.bufferedAmount > MAX_UNSENT_BYTES) return this.socket.terminate();
      this.socket.send(JSON.stringify(each));
    }
  }
}
