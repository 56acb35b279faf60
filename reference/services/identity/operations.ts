import type { Operation } from '../../kernel/operation.js';
import { pageQuery } from '../../kernel/paging.js';
import { credentials, keySet, profile, registration, tokenAnswer, userPage } from './schemas.js';

export const operations: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/auth/register',
    summary: 'Join a school with its code',
    tag: 'identity',
    open: true,
    body: registration,
    responses: { 201: tokenAnswer },
    errors: [400, 409, 415, 422],
  },
  {
    method: 'post',
    path: '/v1/auth/login',
    summary: 'Sign in',
    tag: 'identity',
    open: true,
    body: credentials,
    responses: { 200: tokenAnswer },
    errors: [400, 401, 415, 422],
  },
  {
    method: 'post',
    path: '/v1/auth/logout',
    summary: 'Sign out: the token is refused from now on',
    tag: 'identity',
    responses: { 204: null },
    errors: [401],
  },
  {
    method: 'get',
    path: '/v1/me',
    summary: 'Describe who is signed in',
    tag: 'identity',
    responses: { 200: profile },
    errors: [401],
  },
  {
    method: 'delete',
    path: '/v1/me',
    summary: 'Remove the account that is signed in',
    tag: 'identity',
    responses: { 204: null },
    errors: [401],
  },
  {
    method: 'get',
    path: '/v1/users',
    summary: 'List the people of the school; for its admins',
    tag: 'identity',
    query: pageQuery,
    responses: { 200: userPage },
    errors: [401, 403, 422],
  },
  {
    method: 'get',
    path: '/.well-known/jwks.json',
    summary: 'The public keys that tokens are signed with',
    tag: 'identity',
    open: true,
    responses: { 200: keySet },
  },
];
