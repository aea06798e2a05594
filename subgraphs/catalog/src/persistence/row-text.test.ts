import { describe, expect, it } from '@jest/globals';
import { createRowKeeper, rowsOf } from './row-text.ts';

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString();

describe('the rows of a batch', () => {
  it('stand one behind the other with what was put in front of them, in whatever order they are asked for', () => {
    const keeper = createRowKeeper();
    const [first, second] = [keeper.keep(['Lim-Dûl', null, ['W', 'U']]), keeper.keep(['', 'x', []])];
    const bytes = keeper.take();
    const rows = rowsOf(
      [
        { first: ['2', 'true'], place: second },
        { first: ['1', 'false'], place: first },
      ],
      bytes,
    );
    expect(textOf(rows)).toBe(
      '2\u001ftrue\u001f\u001fx\u001f\u001e1\u001ffalse\u001fLim-Dûl\u001f\u001d\u001fW\u001cU',
    );
  });

  it('are whole when they are larger than the memory that was set aside for them', () => {
    const keeper = createRowKeeper();
    const long = '\u{1f0a1}é'.repeat(600_000);
    const places = ['a', long, 'b'].map((text) => keeper.keep([text]));
    const bytes = keeper.take();
    expect(places.map(({ at, length }) => textOf(bytes.subarray(at, at + length)))).toEqual(['a', long, 'b']);
    expect(keeper.take()).toHaveLength(0);
  });

  it('have blanks where a text has one of the characters that stand between values', () => {
    const keeper = createRowKeeper();
    keeper.keep(['a\u001eb', ['c\u001cd']]);
    expect(textOf(keeper.take())).toBe('a b\u001fc d');
  });
});
