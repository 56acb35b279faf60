import type { Socket } from 'node:net';

/** The largest answer that anybody waits for, in bytes. */
const MOST = 64 * 1024 * 1024;

/**
 * Breaks a connection whose other end does not speak Kafka: there each answer begins with its size in four bytes
 * (https://kafka.apache.org/protocol), which the client believes whatever it is.
 */
export function onlyKafka<S extends Socket>(socket: S): S {
  const on = socket.on.bind(socket);
  const isRight = sizesIn();
  const listen = (event: string, listener: (...said: unknown[]) => void): S => {
    if (event !== 'data') return on(event, listener);
    return on('data', (chunk: Buffer) => {
      if (isRight(chunk)) listener(chunk);
      else socket.destroy(new Error('what answers does not speak Kafka'));
    });
  };
  return Object.assign(socket, { on: listen });
}

/** Follows the sizes of answers, chunk by chunk; tells whether they can be such. */
function sizesIn(): (chunk: Buffer) => boolean {
  let head = Buffer.alloc(0);
  let left = 0;
  return (chunk) => {
    let rest = chunk;
    while (rest.length > 0) {
      const taken = Math.min(left, rest.length);
      left -= taken;
      rest = rest.subarray(taken);
      if (left > 0 || rest.length === 0) continue;
      const missing = 4 - head.length;
      head = Buffer.concat([head, rest.subarray(0, missing)]);
      rest = rest.subarray(missing);
      if (head.length < 4) continue;
      left = head.readInt32BE(0);
      head = Buffer.alloc(0);
      if (left < 0 || left > MOST) return false;
    }
    return true;
  };
}
