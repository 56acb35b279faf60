import type { Channel, Connection, SyncMessage } from 'rabbitmq-client';
import type { Letter } from './bus.js';
import { letterFrom } from './letter.js';

/** The most letters that are looked through. */
const MOST = 1_000;

/** A message's body as it was sent. */
export const textOf = (body: unknown): string =>
  Buffer.isBuffer(body) ? body.toString() : typeof body === 'string' ? body : JSON.stringify(body);

/** Takes messages of a queue into the hand, all at once; those that are not acknowledged are back when the channel closes. */
async function withMessages<T>(
  connection: Connection,
  queue: string,
  work: (messages: readonly SyncMessage[], channel: Channel) => T,
): Promise<T> {
  const channel = await connection.acquire();
  try {
    const messages: SyncMessage[] = [];
    while (messages.length < MOST) {
      const message = await channel.basicGet({ queue });
      if (message === undefined) break;
      messages.push(message);
    }
    return work(messages, channel);
  } finally {
    await channel.close();
  }
}

const holds = (message: SyncMessage, id: string): boolean =>
  textOf(message.body).includes(id) || JSON.stringify(message.headers ?? {}).includes(id);

/** The message of a queue in which this id stands, if it is there; the queue keeps it. */
export const findInQueue = (connection: Connection, queue: string, id: string): Promise<Letter | undefined> =>
  withMessages(connection, queue, (messages) => {
    const found = messages.find((message) => holds(message, id));
    return found === undefined ? undefined : letterFrom(textOf(found.body), found.headers);
  });

/** Takes the messages out of a queue in which this id stands, if there is such a queue. */
export const removeFromQueue = (connection: Connection, queue: string, id: string): Promise<void> =>
  withMessages(connection, queue, (messages, channel) => {
    for (const message of messages) if (holds(message, id)) channel.basicAck(message);
  }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'NOT_FOUND')) throw error;
  });
