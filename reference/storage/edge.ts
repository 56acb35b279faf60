import type { IncomingMessage, RequestListener } from 'node:http';
import type { StoreHooks } from '../faults/define.js';
import { obeyFaults } from '../kernel/fault-orders.js';
import { addressOf } from './address.js';
import { listInPages } from './lists.js';
import { isAboutParts, serveParts } from './parts.js';
import { refuse } from './refusals.js';
import { type Doubt, doubtOf, type Keys } from './signature.js';

const CODES: Readonly<Record<Doubt, string>> = {
  unsigned: 'AccessDenied',
  forged: 'SignatureDoesNotMatch',
  expired: 'AccessDenied',
};

interface EdgeOptions {
  readonly keys: Keys;
  /** Where s3rver keeps its buckets. */
  readonly folder: string;
  readonly handle: RequestListener;
}

/**
 * What stands in front of s3rver and does what it does not: it lets in whoever has signed and nobody else, gives lists in pages, and gives
 * up what is sent in parts.
 */
export function storeEdge({ keys, folder, handle }: EdgeOptions): RequestListener {
  let hooks: readonly StoreHooks[] = [];
  obeyFaults((faults) => {
    hooks = faults.flatMap((fault) => ('objectStore' in fault ? [fault.objectStore] : []));
  });
  return (request, response) => {
    const { method = '', headers } = request;
    const doubt = doubtOf({ method, url: addressOf(request), headers }, keys, new Date());
    if (doubt && !hooks.some(({ overlooks }) => overlooks === doubt)) return refuse(response, 403, CODES[doubt]);
    withoutProof(request);
    if (hooks.some(({ onRequest }) => onRequest?.(request, response) === true)) return;
    if (addressOf(request).searchParams.get('list-type') === '2') listInPages(request, response);
    if (!isAboutParts(request)) return handle(request, response);
    serveParts(folder, request, response).then(
      (done) => (done ? undefined : handle(request, response)),
      () => refuse(response, 500, 'InternalError'),
    );
  };
}

/** Whoever is let in is nobody in particular to s3rver, which would look at the signature again. */
function withoutProof(request: IncomingMessage): void {
  const url = addressOf(request);
  delete request.headers.authorization;
  const asked = [...url.searchParams].filter(([name]) => !name.startsWith('X-Amz-'));
  request.url = asked.length === 0 ? url.pathname : `${url.pathname}?${new URLSearchParams(asked)}`;
}
