import { describe, expect, it } from '@jest/globals';
import { AnswerText } from './answer-text.ts';

const text = new AnswerText();

function written(value: unknown): string | undefined {
  text.begin();
  return text.value(value) ? Buffer.from(text.take(), 'latin1').toString() : undefined;
}

describe('the text of an answer', () => {
  it('has each character of a string as JSON has it', () => {
    for (let unit = 0; unit <= 0xffff; unit += 1) {
      const value = `a${String.fromCharCode(unit)}b`;
      if (written(value) !== JSON.stringify(value))
        throw new Error(`U+${unit.toString(16)} is ${written(value)}`);
    }
    for (const value of ['', '🃏 and 🂡', '\ud83c', 'Æther “Vial” — ½', 'x'.repeat(200_000)])
      expect(written(value)).toBe(JSON.stringify(value));
  });

  it.each([
    0,
    -0,
    1,
    -1.5,
    1e21,
    1e-7,
    Number.MAX_SAFE_INTEGER,
    Number.NaN,
    true,
    false,
    null,
    [1, 'a'],
    { a: { b: null } },
  ])('has %p as JSON has it', (value) => {
    expect(written(value)).toBe(JSON.stringify(value));
  });

  it('has nothing for what JSON has nothing for', () => {
    expect(written(undefined)).toBeUndefined();
  });

  it('grows to any length, and begins anew for the next answer', () => {
    const piece = Buffer.from('"0123456789",');
    text.begin();
    for (let count = 0; count < 200_000; count += 1) text.put(piece);
    expect(text.take()).toBe(piece.toString().repeat(200_000));
    expect(written('next')).toBe('"next"');
  });
});
