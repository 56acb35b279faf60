import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { onlyKafka } from './kafka-frames.js';

const frame = (body: string): Buffer => {
  const size = Buffer.alloc(4);
  size.writeInt32BE(body.length);
  return Buffer.concat([size, Buffer.from(body)]);
};

function heard(...chunks: readonly Buffer[]): { readonly text: string; readonly isOpen: boolean } {
  const socket = onlyKafka(new Socket());
  socket.on('error', () => undefined);
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
  for (const chunk of chunks) socket.emit('data', chunk);
  return { text, isOpen: !socket.destroyed };
}

test('answers pass, however they are cut', () => {
  const all = Buffer.concat([frame('one'), frame(''), frame('three')]);
  const bytes = [...all].map((byte) => Buffer.from([byte]));
  expect(heard(all)).toEqual({ text: all.toString('latin1'), isOpen: true });
  expect(heard(...bytes)).toEqual({ text: all.toString('latin1'), isOpen: true });
});

test.each([['HTTP/1.1 400 Bad Request\r\n'], ['\u00FF\u00FF\u00FF\u00FF'], ['+PONG\r\n']])(
  '%j is no answer of Kafka',
  (text) => {
    expect(heard(frame('one'), Buffer.from(text, 'latin1'))).toEqual({
      text: frame('one').toString('latin1'),
      isOpen: false,
    });
  },
);
