import { expect, test } from 'vitest';
import type { Capabilities } from './capabilities.js';
import { wrongEvents } from './events.js';
import { amqp, http, redis } from './services.js';
import { type FailingHandler, kafkaEvents, rabbitmqEvents, redisEvents } from './presets/events.js';

const failing: FailingHandler = {
  channel: 'orders',
  message: (id) => ({ id }),
  retries: { times: 3, base: 100 },
  deadLetters: { at: 'dlq:orders', reasonOf: (letter) => letter['reason'], attemptsOf: () => 4 },
};
const caused = { channel: 'orders', idOf: () => 'id' };

test.each<[string, Capabilities['events'], readonly string[]]>([
  ['nothing', undefined, []],
  ['what is right', redisEvents({ service: 'redis', failing }), []],
  ['a broker of another kind', rabbitmqEvents({ service: 'redis' }), ['capabilities.events.service']],
  ['the right kind', rabbitmqEvents({ service: 'rabbit' }), []],
  ['a kind that none is of', kafkaEvents({ service: 'api' }), ['capabilities.events.service']],
  [
    'uploads without uploads',
    redisEvents({ service: 'redis', caused: { ...caused, by: 'upload' } }),
    ['capabilities.events.caused.by'],
  ],
  [
    'a resource without one',
    redisEvents({ service: 'redis', caused: { ...caused, by: { resource: 'orders' } } }),
    ['capabilities.events.caused.by.resource'],
  ],
  [
    'a feed without one, of nobody',
    redisEvents({
      service: 'redis',
      caused: { ...caused, by: 'upload', reaches: { service: 'feed', at: 'notifications', correlationIdOf: () => '' } },
    }),
    [
      'capabilities.events.caused.by',
      'capabilities.events.caused.reaches.at',
      'capabilities.events.caused.reaches.service',
    ],
  ],
  [
    'retries that cannot be',
    redisEvents({ service: 'redis', failing: { ...failing, retries: { times: 0.5, base: 1 } } }),
    ['capabilities.events.failing.retries'],
  ],
  ['no way', redisEvents({ service: 'redis', channels: false }), ['capabilities.events.channels']],
])('of events, %s: what is wrong with it', (_what, events, where) => {
  const services = { api: http({}), redis: redis({}), rabbit: amqp({}) };
  const stated = events === undefined ? {} : { events };
  const definition = {
    name: 'shop',
    environment: 'test',
    origin: new URL('http://shop.example'),
    services,
    capabilities: stated,
  };
  expect(wrongEvents(definition).map((problem) => problem.where)).toEqual(where);
});
