import type { Operation } from '../../kernel/operation.js';
import { essay, essayPage, essayQuery, uploadFields } from './schemas.js';

export const operations: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/essays',
    summary: 'Hand in an essay as plain text or Markdown, up to 1 MiB',
    tag: 'essays',
    form: uploadFields,
    responses: { 201: essay },
    errors: [400, 401, 402, 413, 415, 422],
  },
  {
    method: 'get',
    path: '/v1/essays',
    summary: 'List the essays of the school, newest first',
    tag: 'essays',
    query: essayQuery,
    responses: { 200: essayPage },
    errors: [401, 422],
  },
  {
    method: 'get',
    path: '/v1/essays/{id}',
    summary: 'Describe one essay',
    tag: 'essays',
    responses: { 200: essay },
    errors: [401, 404],
  },
  {
    method: 'get',
    path: '/v1/essays/{id}/content',
    summary: 'Read an essay, byte for byte as it was handed in',
    tag: 'essays',
    responses: { 200: 'text/plain' },
    errors: [401, 404],
  },
  {
    method: 'delete',
    path: '/v1/essays/{id}',
    summary: 'Remove an essay; students remove their own only',
    tag: 'essays',
    responses: { 204: null },
    errors: [401, 403, 404],
  },
];
