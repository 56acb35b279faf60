import type { IncomingMessage } from 'node:http';

/** What a request asks for, as an address below no host in particular. */
export const addressOf = ({ url = '/' }: IncomingMessage): URL => new URL(url, 'http://store');
