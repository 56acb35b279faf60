import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/**
 * Lets what changes the bucket, and what lists it, come one after the other: s3rver walks its folders, and fails when one that it
 * has seen is gone, or is removed while it puts something there.
 */
export function inTurns(handle: RequestListener): RequestListener {
  let last = Promise.resolve();
  const serve = async (before: Promise<void>, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    await before;
    if (response.destroyed) return;
    const closed = new Promise((settle) => void response.once('close', settle));
    handle(request, response);
    await closed;
  };
  return (request, response) => {
    if (takesTurns(request)) last = serve(last, request, response);
    else handle(request, response);
  };
}

const takesTurns = ({ method = '', url = '' }: IncomingMessage): boolean =>
  !['GET', 'HEAD'].includes(method) || /^\/[^/]+\/?\?/.test(url);
