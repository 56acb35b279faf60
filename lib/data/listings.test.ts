import { afterEach, expect, test } from 'vitest';
import { TestServers } from '../clients/testing/http-server.js';
import { multipartUpload, signedBody, webhooks } from '../target/capabilities.js';
import { shopThat } from '../target/testing/shop.js';
import { removerFor } from './removal.js';

const servers = new TestServers();
afterEach(() => servers.end());

const uploads = multipartUpload({
  path: '/files',
  id: (body) => body['id'],
  contentPath: (id) => `/files/${id}/content`,
  removePath: (id) => `/files/${id}`,
});

const hooks = webhooks({
  path: '/hooks',
  body: ({ url }) => ({ url }),
  id: (body) => body['id'],
  removePath: (id) => `/hooks/${id}`,
  list: { path: '/hooks?all', items: (body) => body['hooks'], url: (hook) => hook['url'] },
  subject: (event) => event['id'],
  signature: signedBody('x-signature'),
});

test('a webhook whose id was never learnt is found by the name at the end of its address', async () => {
  const listed = ['smoke-1', 'smoke-2', 'smoke-11'].map((name, id) => ({
    id,
    url: `https://hooks.example/run/${name}`,
  }));
  const http = await servers.serve(({ path }) => ({
    body: path === '/login' ? { access_token: 'a-token-of-ann' } : { hooks: [...listed, { id: 9 }] },
  }));

  const find = removerFor(shopThat({ uploads, webhooks: hooks }), http).find('webhook', 'smoke-1', 'member');

  expect(await find).toEqual(['/hooks/0']);
});
