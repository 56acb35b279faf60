import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { request } from 'undici';
import { parseJson } from '../target/json.js';
import { connectionsFor, headersOf } from './dispatcher.js';
import {
  FeedError,
  type FeedEvents,
  type FeedOptions,
  type FeedSocket,
  feedAddress,
  MAX_PAYLOAD,
} from './feed-socket.js';
import { classifyNetworkError } from './http-error.js';

/** As a WebSocket would say it: the server's will, or a broken connection. */
const ENDED = 1000;
const BROKEN = 1006;
const OK = 200;

/** Opens an event stream, and reads it until it ends. */
export function startStream(options: FeedOptions, events: FeedEvents): FeedSocket {
  const { feed, origin, access, guard, userAgent, token, originHeader, timeout } = options;
  const carried = token === undefined ? {} : feed.authenticate(token);
  const url = feedAddress(feed.url, origin, carried.query);
  guard.request({ method: 'GET', url, headers: {}, hasBody: false });
  const { dispatcher } = connectionsFor(access, timeout, guard.lookup, 1);
  const ending = new AbortController();
  const shown = `${url.origin}${url.pathname}`;

  const read = async (body: AsyncIterable<Uint8Array>): Promise<void> => {
    const parser = createParser({
      onEvent: (event) => events.message(messageOf(event)),
      onError: ({ type }) => {
        // Fields of which the standard knows nothing are left out, as it says.
        if (type === 'max-buffer-size-exceeded') throw new Error('an event is larger than anybody reads');
      },
      maxBufferSize: MAX_PAYLOAD,
    });
    const decoder = new TextDecoder();
    try {
      for await (const chunk of body) parser.feed(decoder.decode(chunk, { stream: true }));
      events.close(ENDED);
    } catch (error) {
      if (!ending.signal.aborted) events.error(error instanceof Error ? error : new Error(String(error)));
      events.close(BROKEN);
    } finally {
      await dispatcher.destroy();
    }
  };

  const open = async (): Promise<number | null> => {
    const late = setTimeout(() => ending.abort(), timeout);
    try {
      const { statusCode, headers, body } = await request(url, {
        headers: {
          accept: 'text/event-stream',
          'cache-control': 'no-store',
          ...headersOf(access),
          'user-agent': userAgent,
          ...(originHeader === undefined ? {} : { origin: originHeader }),
          ...carried.headers,
        },
        signal: ending.signal,
        dispatcher,
      });
      const type = [headers['content-type'] ?? 'no content type'].flat().join();
      if (statusCode === OK && type.startsWith('text/event-stream')) {
        void read(body);
        return null;
      }
      await dispatcher.destroy();
      if (statusCode === OK)
        throw new FeedError('SMOKE_FEED_BAD_UPGRADE', `${shown} answers with ${type}, not with events`);
      return statusCode;
    } catch (error) {
      await dispatcher.destroy();
      if (error instanceof FeedError) throw error;
      const seen = ending.signal.aborted ? `no answer within ${timeout} ms` : classifyNetworkError(error)?.seen;
      throw new FeedError('SMOKE_FEED_UNREACHABLE', `${shown} cannot be opened: ${seen ?? String(error)}`);
    } finally {
      clearTimeout(late);
    }
  };

  return {
    opening: open(),
    send: () => {
      throw new FeedError('SMOKE_FEED_BAD_UPGRADE', `${shown} is an event stream: nothing can be said to it`);
    },
    // That it is open is all that a stream tells of itself.
    ping: (heard) => {
      heard();
      return () => undefined;
    },
    end: () => ending.abort(),
  };
}

/** An event as a message: its data is parsed where it is JSON. */
const messageOf = ({ event = 'message', id, data }: EventSourceMessage): string =>
  JSON.stringify({ event, id, data: valueOf(data) });

function valueOf(data: string): unknown {
  try {
    return parseJson(data);
  } catch {
    return data;
  }
}
