import { describe, expect, it } from '@jest/globals';
import { createRowKeeper, rowText, rowsOf, withValue } from './row-text.ts';

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString();

describe('the rows of a batch', () => {
  it('stand one behind the other with what was put around them, in whatever order they are asked for', () => {
    const keeper = createRowKeeper();
    const first = keeper.keep(rowText(['Lim-Dûl', null, ['W', 'U']]));
    const second = keeper.keep(withValue(rowText(['', 'x', []]), 'words'));
    const bytes = keeper.take();
    const rows = rowsOf(
      [
        { first: ['2', 'true'], place: second, last: ' more' },
        { first: ['1', 'false'], place: first },
      ],
      bytes,
    );
    expect(textOf(rows)).toBe(
      '2\u001ftrue\u001f\u001fx\u001f{}\u001fwords more\n1\u001ffalse\u001fLim-Dûl\u001f\u001d\u001f{"W","U"}\n',
    );
  });

  it('are whole when they are larger than the memory that was set aside for them', () => {
    const keeper = createRowKeeper();
    const long = '\u{1f0a1}é'.repeat(600_000);
    const places = ['a', long, 'b'].map((text) => keeper.keep(text));
    const bytes = keeper.take();
    expect(places.map(({ at, length }) => textOf(bytes.subarray(at, at + length)))).toEqual(['a', long, 'b']);
    expect(keeper.take()).toHaveLength(0);
  });

  it('have nothing in a text that would be taken for the end of a value or a row, or for a sign of another kind', () => {
    expect(rowText(['a\u001fb\u001dc', 'two\nlines\r', String.raw`C:\N`])).toBe(
      String.raw`a b c` + '\u001f' + String.raw`two\nlines\r` + '\u001f' + String.raw`C:\\N`,
    );
    expect(rowText([['"quoted"', String.raw`back\slash`, '{}', '']])).toBe(
      String.raw`{"\\"quoted\\"","back\\\\slash","{}",""}`,
    );
  });
});
