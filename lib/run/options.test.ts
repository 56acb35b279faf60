import { expect, test } from 'vitest';
import { readOptions } from './options.js';

test.each(['hooks.example/t0ken', 'ftp://hooks.example/t0ken', 'https:// t0ken'])(
  'the address "%s" is a problem, and is not told',
  (address) => {
    const { options, problems } = readOptions({ SMOKE_ALERT_WEBHOOK: address });

    expect(options.alertWebhook).toBeUndefined();
    expect(problems).toEqual([
      {
        where: 'SMOKE_ALERT_WEBHOOK',
        wrong: 'is not a URL that begins with https:// or http://',
        example: 'SMOKE_ALERT_WEBHOOK=https://(from your secret store)',
      },
    ]);
  },
);

test('an address that a pipeline leaves empty is none', () => {
  const { options, problems } = readOptions({ SMOKE_ALERT_WEBHOOK: '', SMOKE_PUSH_GATEWAY: ' ' });

  expect([options.alertWebhook, options.pushGateway, problems]).toEqual([undefined, undefined, []]);
});
