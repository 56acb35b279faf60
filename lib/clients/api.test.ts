import { afterEach, expect, test } from 'vitest';
import { Secret } from '../target/secret.js';
import { Api } from './api.js';
import { type Asked, TestServers } from './testing/http-server.js';

const servers = new TestServers();
afterEach(() => servers.end());

const echo = ({ method, path, headers: { authorization, cookie, 'x-app': app }, text }: Asked) => ({
  body: { method, path, authorization, cookie, app, text },
});

test('every request carries who asks and what the target wants of everybody', async () => {
  const http = await servers.serve(echo, {
    headers: { 'X-App': 'key' },
    basicAuth: { user: 'gate', password: new Secret('keeper') },
  });
  const member = new Api(http, { role: 'member', headers: { Authorization: 'Bearer t0ken' } });
  const mine = { authorization: 'Bearer t0ken', app: 'key', text: '' };

  expect((await member.get('/a?b=c')).json).toEqual({ ...mine, method: 'GET', path: '/a?b=c' });
  expect((await member.delete('/a')).json).toEqual({ ...mine, method: 'DELETE', path: '/a' });
  expect((await member.post('/a', { b: 1 })).json).toEqual({ ...mine, method: 'POST', path: '/a', text: '{"b":1}' });
  expect((await member.ask('/a', { method: 'PATCH', json: [] })).json).toMatchObject({ method: 'PATCH', text: '[]' });
});

test('nobody in particular passes the gate and carries nothing more', async () => {
  const http = await servers.serve(echo, { basicAuth: { user: 'gate', password: new Secret('keeper') } });
  const anonymous = new Api(http, { role: null, headers: {} });

  expect((await anonymous.get('/')).json).toMatchObject({ authorization: `Basic ${btoa('gate:keeper')}` });
});
