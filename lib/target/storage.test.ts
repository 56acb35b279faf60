import { expect, test } from 'vitest';
import { multipartUpload, objectStore, type ObjectStoreOptions } from './capabilities.js';
import type { TargetDefinition } from './define.js';
import { env } from './env.js';
import { http, s3, type Service } from './services.js';
import { wrongStorage } from './storage.js';

const uploads = multipartUpload({
  path: '/files',
  id: (body) => body['id'],
  contentPath: (id) => `/files/${id}/content`,
  removePath: (id) => `/files/${id}`,
});

const files = s3({
  url: env.optionalUrl('SMOKE_STORE'),
  bucket: 'files',
  accessKey: env.optionalSecret('SMOKE_STORE_KEY'),
  secretKey: env.optionalSecret('SMOKE_STORE_SECRET'),
});

const shop = (
  storage: Partial<ObjectStoreOptions>,
  service: Service = files,
): Pick<TargetDefinition, 'capabilities' | 'services'> => ({
  services: { api: http(), files: service },
  capabilities: { uploads, storage: objectStore({ service: 'files', ...storage }) },
});

const places = (definition: Parameters<typeof wrongStorage>[0]): string[] =>
  wrongStorage(definition).map(({ where }) => where);

test('a bucket that is stated needs nothing more', () => {
  expect(places(shop({}))).toEqual([]);
  expect(places(shop({ prefix: 'tmp/', partBytes: false, expiresIn: false, uploads: { key: (id) => id } }))).toEqual(
    [],
  );
  expect(places({ services: {} })).toEqual([]);
});

test.each<[string, Partial<ObjectStoreOptions>]>([
  ['prefix', { prefix: '/tmp' }],
  ['partBytes', { partBytes: 0 }],
  ['expiresIn', { expiresIn: 0 }],
  ['expiresIn', { expiresIn: 604_741 }],
  ['uploads', { uploads: {} }],
  ['uploads', { uploads: { key: (id) => id, below: (id) => id } }],
])('a wrong %s is told: %o', (field, options) => {
  expect(places(shop(options))).toEqual([`capabilities.storage.${field}`]);
});

test('a service of another kind, and one without its keys, are told', () => {
  expect(places(shop({}, http()))).toEqual(['capabilities.storage.service']);
  expect(places(shop({}, s3({ bucket: 'files', accessKey: files.accessKey })))).toEqual([
    'services.files.url',
    'services.files.secretKey',
  ]);
});

test('what becomes of uploads is stated of a target that has some', () => {
  const { services } = shop({});
  const storage = objectStore({ service: 'files', uploads: { key: (id) => id } });

  expect(places({ services, capabilities: { storage } })).toEqual(['capabilities.storage.uploads']);
});
