import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/**
 * Lets nothing change or list the bucket while something is removed from it: s3rver removes the folders that are left empty, and
 * fails when one of them is being walked, or is to hold something new.
 */
export function inTurns(handle: RequestListener): RequestListener {
  let removal: Promise<unknown> = Promise.resolve();
  const underWay = new Set<Promise<void>>();
  const serve = async (before: Promise<unknown>, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    await before;
    if (response.destroyed) return;
    const closed = new Promise((settle) => void response.once('close', settle));
    handle(request, response);
    await closed;
  };
  return (request, response) => {
    if (request.method === 'DELETE') {
      removal = serve(Promise.all([removal, ...underWay]), request, response);
    } else if (touchesFolders(request)) {
      const served = serve(removal, request, response);
      underWay.add(served);
      void served.then(() => underWay.delete(served));
    } else handle(request, response);
  };
}

const touchesFolders = ({ method = '', url = '' }: IncomingMessage): boolean =>
  !['GET', 'HEAD'].includes(method) || /^\/[^/]+\/?\?/.test(url);
