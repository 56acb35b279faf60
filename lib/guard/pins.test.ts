import { expect, test } from 'vitest';
import { Pins } from './pins.js';

const asked = (pins: Pins, name: string): Promise<string> =>
  new Promise((settle) =>
    pins.lookup(name, {}, (error, address) => settle(error?.code ?? (typeof address === 'string' ? address : ''))),
  );

test('a name keeps the address that it had first', async () => {
  const pins = new Pins({ 'shop.example': ['192.0.2.1', '2001:db8::1'] });

  expect(await asked(pins, 'shop.example')).toBe('192.0.2.1');
  expect(await pins.learn(['192.0.2.9'], 100)).toEqual({ 'shop.example': ['192.0.2.1', '2001:db8::1'] });
});

test('the family that is asked for is given, or none', async () => {
  const pins = new Pins({ 'shop.example': ['192.0.2.1'] });
  const sixth = new Promise((settle) => pins.lookup('shop.example', { family: 6 }, (error) => settle(error?.code)));

  expect(await sixth).toBe('ENOTFOUND');
});

test('a name that is not known is looked up once', async () => {
  const pins = new Pins();
  const first = await asked(pins, 'localhost');
  const { localhost } = await pins.learn(['localhost'], 100);

  expect(['127.0.0.1', '::1']).toContain(first);
  expect(localhost).toContain(first);
  expect(await new Pins({ localhost: ['192.0.2.7'] }).learn(['localhost'], 100)).toEqual({ localhost: ['192.0.2.7'] });
});

test('a name that leads nowhere is an error of the resolver', async () => {
  expect(['ENOTFOUND', 'EAI_AGAIN']).toContain(await asked(new Pins(), 'nowhere.invalid'));
});
