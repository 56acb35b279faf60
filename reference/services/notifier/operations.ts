import type { Operation } from '../../kernel/operation.js';

export const operations: readonly Operation[] = [
  {
    method: 'get',
    path: '/ws',
    summary: 'Open the notification feed: a WebSocket with the subprotocol notifications.v1',
    tag: 'notifications',
    responses: { 101: null },
    errors: [401, 403, 426],
  },
];
