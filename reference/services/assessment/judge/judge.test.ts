import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seatPanel } from './judge.js';

const prompt = 'Should homework be optional?';

const good = `Homework divides us before it teaches us. Some pupils own a desk; others share a kitchen table, and wait.

However, practice matters. Nobody learns a language by watching, although nobody learns one by copying either. What we need, therefore, is work worth choosing.

If homework were optional, teachers would have to explain what each task is for. That alone would improve it.`;

const weak = `homework is bad and homework is bad and i dont like it. homework is bad because it is bad

i like football and football is good and i like it alot`;

const opposite = { first: 'second', second: 'first', draw: 'draw' } as const;

describe('the panel', () => {
  test('prefers a careful essay to a careless one', () => {
    const essays = new Map([
      ['good', good],
      ['weak', weak],
    ]);
    expect(seatPanel(prompt, essays).map((judge) => judge('good', 'weak'))).toEqual(['first', 'first', 'first']);
  });

  test('prefers the essay that keeps to the prompt to the same essay about something else', () => {
    const essays = new Map([
      ['on topic', good],
      ['off topic', good.replaceAll(/homework/gi, 'football').replace('optional', 'popular')],
    ]);
    expect(seatPanel(prompt, essays).map((judge) => judge('on topic', 'off topic'))).toEqual([
      'first',
      'first',
      'first',
    ]);
  });

  test('prefers the correct spelling', () => {
    const essays = new Map([
      ['correct', good],
      ['misspelt', good.replaceAll('However', 'however').replace('because', 'becuase').replace('owns', 'ownes')],
    ]);
    for (const judge of seatPanel(prompt, essays)) expect(judge('correct', 'misspelt')).toBe('first');
  });

  test('calls two copies of one essay a draw', () => {
    const essays = new Map([
      ['original', good],
      ['copy', good],
    ]);
    expect(seatPanel(prompt, essays).map((judge) => judge('original', 'copy'))).toEqual(['draw', 'draw', 'draw']);
  });

  test('does not count a heading as prose', () => {
    const essays = new Map([
      ['bare', good],
      ['headed', `# homework homework homework\n\n${good}`],
    ]);
    expect(seatPanel(prompt, essays).map((judge) => judge('bare', 'headed'))).toEqual(['draw', 'draw', 'draw']);
  });

  test('refuses an essay that it has not read', () => {
    const [judge] = seatPanel(prompt, new Map([['good', good]]));
    expect(() => judge?.('good', 'unknown')).toThrow('has not read essay unknown');
  });

  test('judges any two texts, gives the same answer again, and the opposite one when they change seats', () => {
    fc.assert(
      fc.property(anyEssay, anyEssay, fc.string(), (a, b, anyPrompt) => {
        const essays = new Map([
          ['a', a],
          ['b', b],
        ]);
        const again = seatPanel(anyPrompt, essays);
        seatPanel(anyPrompt, essays).forEach((judge, seat) => {
          const judgement = judge('a', 'b');
          expect(again[seat]?.('a', 'b')).toBe(judgement);
          expect(judge('b', 'a')).toBe(opposite[judgement]);
        });
      }),
    );
  });
});

const anyEssay = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...weak.split(' '), '. ', '\n\n', '.\n\nThe', '"')).map((words) => words.join(' ')),
);
