import { bySubprotocol, webSocketFeed } from '../../lib/target/capabilities.js';
import { textOf } from '../../lib/target/json.js';

/** The feed of what happens at one's school. */
export const notifications = webSocketFeed({
  service: 'notifier',
  url: '/ws',
  authenticate: bySubprotocol('jwt', 'notifications.v1'),
  isReady: (message) => textOf(message['type']) === 'welcome',
  subscribe: (topic) => ({ type: 'subscribe', filter: topic }),
  isSubscribed: (message) => textOf(message['type']) === 'subscribed',
  onUpload: { topic: 'content.uploaded', idOf: (message) => message['event']?.['data']?.['essayId'] },
  ping: {
    message: (id) => ({ type: 'ping', id }),
    isPong: (message, id) => textOf(message['type']) === 'pong' && textOf(message['id']) === id,
  },
  refusal: { status: 401 },
  foreignOrigin: { origin: 'https://elsewhere.example', refusal: { status: 403 } },
});
