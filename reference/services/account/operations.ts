import type { Operation } from '../../kernel/operation.js';
import { pageQuery } from '../../kernel/paging.js';
import { createdWebhook, newWebhook, plan, planChange, usagePage, usageQuery, webhookPage } from './schemas.js';

export const operations: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/account/plan',
    summary: 'Tell the plan of the school and what it allows',
    tag: 'account',
    responses: { 200: plan },
    errors: [401],
  },
  {
    method: 'put',
    path: '/v1/account/plan',
    summary: 'Choose another plan, from now on; for admins',
    tag: 'account',
    body: planChange,
    responses: { 200: plan },
    errors: [400, 401, 403, 415, 422],
  },
  {
    method: 'get',
    path: '/v1/account/usage',
    summary: 'List what the school has used, newest first',
    tag: 'account',
    query: usageQuery,
    responses: { 200: usagePage },
    errors: [401, 422],
  },
  {
    method: 'post',
    path: '/v1/account/webhooks',
    summary: 'Be told of events at an address on loopback; for admins. Only this answer holds the secret',
    tag: 'account',
    body: newWebhook,
    responses: { 201: createdWebhook },
    errors: [400, 401, 403, 415, 422],
  },
  {
    method: 'get',
    path: '/v1/account/webhooks',
    summary: 'List the webhooks of the school; for admins',
    tag: 'account',
    query: pageQuery,
    responses: { 200: webhookPage },
    errors: [401, 403, 422],
  },
  {
    method: 'delete',
    path: '/v1/account/webhooks/{id}',
    summary: 'Remove a webhook; for admins. Nothing more is sent there',
    tag: 'account',
    responses: { 204: null },
    errors: [401, 403, 404],
  },
];
