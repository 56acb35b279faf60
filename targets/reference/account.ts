import { inHeader, signedWithTime, subscription, usageOfActs, webhooks } from '../../lib/target/capabilities.js';

/** The plan of a school, and how many essays it allows. */
export const plans = subscription({
  service: 'account',
  path: '/v1/account/plan',
  plan: (body) => body['plan'],
  current: 'standard',
  change: { usual: 'standard', smaller: 'trial', body: (plan) => ({ plan }), forbiddenStatus: 403 },
  limit: { allows: 2, status: 402 },
});

/** What a school has used, essay by essay. */
export const usage = usageOfActs({
  service: 'account',
  path: (id) => `/v1/account/usage?subject=${id}`,
  count: (body) => body['total'],
});

/** What a school's own programs are told of uploads. */
export const hooks = webhooks({
  service: 'account',
  path: '/v1/account/webhooks',
  account: 'admin',
  body: ({ url }) => ({ url, eventTypes: ['content.uploaded'] }),
  id: (body) => body['id'],
  secret: (body) => body['secret'],
  removePath: (id) => `/v1/account/webhooks/${id}`,
  list: {
    path: '/v1/account/webhooks?pageSize=100',
    items: (body) => body['items'],
    url: (item) => item['url'],
    hidesSecret: true,
  },
  subject: (body) => body['data']?.['essayId'],
  signature: signedWithTime('x-signature'),
  deliveryId: inHeader('x-delivery-id'),
  ordered: true,
  forbiddenStatus: 403,
  budget: 2_000,
  retriesWithin: 1_000,
});
