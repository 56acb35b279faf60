import { ifMatch, pagesByNumber, restResource } from '../../lib/target/capabilities.js';

/** What teachers set. */
export const assignments = restResource({
  service: 'assessment',
  path: '/v1/assignments',
  id: (body) => body['id'],
  example: (name) => ({ title: name, prompt: 'Describe a morning that you remember, and why.' }),
  nameOf: (item) => item['title'],
  change: { method: 'PATCH', body: (name) => ({ title: name }) },
  pages: pagesByNumber({ items: (body) => body['items'], total: (body) => body['total'] }),
  filter: (name) => ({ q: name }),
  sort: { query: { sort: 'title' } },
  stable: { sort: 'createdAt' },
  conflictStatus: 409,
  idempotency: { header: 'Idempotency-Key', reusedStatus: 422 },
  locking: ifMatch(),
  bulk: {
    path: '/v1/assignments/bulk',
    body: (items) => ({ items }),
    status: 207,
    results: (body) => body['results'],
    id: (result) => result['assignment']?.['id'],
    isRefused: (result) => Number(result['status']) >= 400,
  },
  malformedStatus: 400,
  invalid: { body: { title: '', prompt: 'A prompt without a title.' }, status: 422, names: 'title' },
  unknown: { id: '00000000-0000-4000-8000-00000000dead', status: 404 },
  forbiddenStatus: 403,
  foreignStatus: 404,
});
