import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { answered, type Conduct } from './raw-server.js';

const MIB = 1 << 20;
const REPORT = '{"status":"ok","city":"Zürich"}';

/** What answers every route while a deployment is being worked on. */
export const MAINTENANCE_PAGE = '<!doctype html><title>Back soon</title><h1>We are improving things for you</h1>';

const CHUNK = Buffer.alloc(64 * 1024, 'x');
const CHUNKED = Buffer.concat([Buffer.from(`${CHUNK.length.toString(16)}\r\n`), CHUNK, Buffer.from('\r\n')]);

/** Writes the same again and again, as fast as it is read. */
export function pour(socket: Socket, part: string | Uint8Array): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(part));
  };
  socket.on('drain', more);
  more();
}

/** Writes the same again and again, a little at a time: nobody who waits for silence ever stops waiting. */
export function drip(socket: Socket, part: string): void {
  const timer = setInterval(() => socket.write(part), 50);
  socket.once('close', () => clearInterval(timer));
}

/** Writes the beginning of an answer, and then something else for ever. */
const thenForever =
  (start: string, on: (socket: Socket, part: string) => void, part: string): Conduct =>
  (socket) => {
    socket.write(start);
    on(socket, part);
  };

function answeredIn(headers: string, body: Uint8Array): Conduct {
  const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n${headers}content-length: ${body.length}\r\n\r\n`;
  return (socket) => void socket.write(Buffer.concat([Buffer.from(head), body]));
}

const GZIP = 'content-encoding: gzip\r\n';

/** A mebibyte that unpacks to a gibibyte: the same archive again and again (RFC 1952, 2.2). */
function bomb(): Buffer {
  made ??= Buffer.concat(Array<Buffer>(64).fill(gzipSync(Buffer.alloc(16 * MIB))));
  return made;
}
let made: Buffer | undefined;

/** Servers of HTTP that misbehave, by what they do to each request. */
export const HOSTILE = {
  'a huge body': (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${1024 * MIB}\r\n\r\n`);
    pour(socket, CHUNK);
  },
  'an endless body': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
    pour(socket, CHUNKED);
  },
  'a slow body': thenForever('HTTP/1.1 200 OK\r\ncontent-length: 10000\r\n\r\n', drip, 'x'),
  'a body that is shorter than stated': (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{'),
  'a deeply nested body': (socket) => void socket.write(answered(`${'['.repeat(MIB / 8)}${']'.repeat(MIB / 8)}`)),
  'UTF-16': answeredIn('', Buffer.from(`\uFEFF${REPORT}`, 'utf16le')),
  'what is not UTF-8': answeredIn('', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x80, 0x22, 0x3a, 0x31, 0x7d])),
  'Latin-1 as UTF-8': answeredIn('', Buffer.from(REPORT, 'latin1')),
  'broken gzip': answeredIn(GZIP, Buffer.from('no archive at all')),
  'gzip that breaks off': answeredIn(GZIP, gzipSync(REPORT).subarray(0, 20)),
  'a gzip bomb': (socket, request) => answeredIn(GZIP, bomb())(socket, request),
  'a megabyte of headers': (socket) => socket.end(`HTTP/1.1 200 OK\r\n${'x-more: 0123456789\r\n'.repeat(50_000)}\r\n`),
  'endless headers': thenForever('HTTP/1.1 200 OK\r\n', pour, 'x-more: 0123456789\r\n'.repeat(1_000)),
  'slow headers': thenForever('HTTP/1.1 200 OK\r\nx-slow: ', drip, 'x'),
  'endless hints': thenForever('', drip, 'HTTP/1.1 103 Early Hints\r\n\r\n'),
  'no answer': () => undefined,
  'a reset': (socket) => socket.resetAndDestroy(),
  'another protocol': (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'),
  'a page for every route': (socket) => void socket.write(answered(MAINTENANCE_PAGE)),
  'redirects in a ring': (socket) =>
    void socket.write('HTTP/1.1 302 Found\r\nlocation: /healthz\r\ncontent-length: 0\r\n\r\n'),
} as const satisfies Readonly<Record<string, Conduct>>;

/** The name of one of them. */
export type Hostility = keyof typeof HOSTILE;

/** How a server of this name conducts itself. */
export function hostile(name: string): Conduct {
  const conduct = new Map<string, Conduct>(Object.entries(HOSTILE)).get(name);
  if (conduct === undefined) throw new Error(`no server is known for ${name}`);
  return conduct;
}
