import { describe, expect, test } from 'vitest';
import { Mailbox } from './mailbox.js';

const isTwo = (text: string): boolean => text === 'two';

describe('a mailbox', () => {
  test('gives what has come, and what comes in time', async () => {
    const mail = new Mailbox();
    mail.take('one');
    expect(await mail.waitFor((text) => text === 'one', 'the first', 10)).toMatchObject({ text: 'one' });

    const waiting = mail.waitFor(isTwo, 'the second', 1_000);
    mail.take('two', { from: 'shop' });
    expect(await waiting).toMatchObject({ text: 'two', headers: { from: 'shop' } });
    expect(mail.texts).toEqual(['one', 'two']);
  });

  test('tells what came instead', async () => {
    const mail = new Mailbox();
    await expect(mail.waitFor(isTwo, 'the second', 10)).rejects.toThrow('the second: not within 10 ms; nothing came');
    mail.take('one\u001B[2J');
    await expect(mail.waitFor(isTwo, 'the second', 10)).rejects.toThrow('1 came, the last one\uFFFD[2J');
  });

  test('waits no longer when nothing can come', async () => {
    const mail = new Mailbox();
    const waiting = mail.waitFor(isTwo, 'the second', 60_000);
    mail.fail(new Error('the connection is closed'));
    await expect(waiting).rejects.toThrow('the second: the connection is closed; nothing came');
  });

  test('takes no more than anybody reads', async () => {
    const mail = new Mailbox();
    for (let count = 0; count < 17; count += 1) mail.take('x'.repeat(1024 * 1024));
    await expect(mail.waitFor(isTwo, 'the second', 10)).rejects.toThrow('was sent more than');
    expect(mail.texts).toHaveLength(16);
  });
});
