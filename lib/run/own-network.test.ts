import { expect, test } from 'vitest';
import { judgeWay, requireOwnNetwork } from './own-network.js';

const proxy = new URL('http://127.0.0.1:1');

test.each([
  ['', undefined, undefined],
  ['ECONNREFUSED', undefined, undefined],
  ['ENOTFOUND', undefined, undefined],
  ['TIMEOUT', undefined, undefined],
  ['EAI_AGAIN', undefined, 'no resolver answers it'],
  ['ENETUNREACH', undefined, 'it has no route there'],
  ['', proxy, undefined],
  ['ECONNREFUSED', proxy, 'the proxy of the target'],
  ['ENOTFOUND', proxy, 'the proxy of the target'],
])('an attempt that ends with "%s" (proxy: %s) says: %s', (error, through, why) => {
  if (why === undefined) expect(judgeWay(error, through)).toBeUndefined();
  else expect(judgeWay(error, through)).toContain(why);
});

test('a proxy that is not there is no fault of the deployment', async () => {
  await expect(requireOwnNetwork({ origin: new URL('https://shop.invalid'), access: { proxy } })).rejects.toMatchObject(
    {
      code: 'SMOKE_NO_NETWORK',
    },
  );
});

test('loopback needs no network', async () => {
  await expect(requireOwnNetwork({ origin: new URL('http://127.0.0.1:1') })).resolves.toBeUndefined();
});
