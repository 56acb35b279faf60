import { expect, test } from 'vitest';
import { Secret } from '../target/secret.js';
import { http, postgres } from '../target/services.js';
import { lookChecks } from './look-checks.js';

const origin = new URL('http://shop.example');
const at = (name: string): URL => new URL(`http://${name}.example`);

const healthOf = (services: Parameters<typeof lookChecks>[0]['services']): string[] =>
  lookChecks({ services })
    .filter(({ about }) => about.area === 'health')
    .map(({ title, further }) => (further === true ? `${title}, further` : title));

test('a service is looked at after what it needs, and in a circle as it is declared', () => {
  const looks = healthOf({
    front: http({ live: '/live', dependsOn: ['orders', 'cache'] }),
    orders: http({ url: at('orders'), live: '/live', dependsOn: ['store', 'cache'] }),
    cache: http({ url: at('cache'), live: '/live', dependsOn: ['orders'] }),
    store: postgres({ url: new Secret('postgres://db.example/shop') }),
  });

  expect(looks.filter((title) => !title.includes('budget'))).toEqual([
    'store answers',
    'orders is alive',
    'cache is alive',
    'front is alive',
  ]);
});

test.each([
  ['its health', { health: '/h', ready: '/r', live: '/l' }, 'shop says that it is healthy'],
  ['its readiness', { live: '/l', ready: '/r', metrics: '/m' }, 'shop is ready'],
  ['that it lives', { live: '/l', database: '/d' }, 'shop is alive'],
])('%s tells most of a service where nothing else does more', (_, routes, telling) => {
  const looks = healthOf({ shop: http({ url: origin, ...routes }) });

  expect(looks.filter((title) => !title.endsWith(', further'))).toEqual([telling]);
});
