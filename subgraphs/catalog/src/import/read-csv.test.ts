import { describe, expect, it } from '@jest/globals';
import { readCsv, type CsvRow } from './read-csv.ts';

async function rowsOf(text: string, size = 7): Promise<CsvRow[]> {
  const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
    text.slice(at * size, (at + 1) * size),
  );
  const rows: CsvRow[] = [];
  for await (const row of readCsv(pieces)) rows.push(row);
  return rows;
}

const row = (line: number, ...cells: string[]) => ({ line, cells });
const UNENDED = 'A quoted text in this row does not end.';

describe('reading CSV', () => {
  it.each([
    [
      'CRLF, quotes and a byte order mark',
      '\ufeff"A","B"\r\n"1","2"\r\n',
      [row(1, 'A', 'B'), row(2, '1', '2')],
    ],
    ['LF without quotes', 'A,B\n1,2', [row(1, 'A', 'B'), row(2, '1', '2')]],
    ['CR alone', 'A,B\r1,2\r', [row(1, 'A', 'B'), row(2, '1', '2')]],
    ['quotes and commas inside quotes', '"a ""b"", c",2\n', [row(1, 'a "b", c', '2')]],
    ['a line break inside quotes', 'x,"a\r\nb"\r\ny,1\r\n', [row(1, 'x', 'a\nb'), row(3, 'y', '1')]],
    [
      'stray quotes',
      'Eustass"Captain"Kid,1\n6" ruler,2\n',
      [row(1, 'Eustass"Captain"Kid', '1'), row(2, '6" ruler', '2')],
    ],
    ['blank lines, which it passes over', 'a\n\n , \nb\n', [row(1, 'a'), row(4, 'b')]],
    ['rows of other lengths', 'a,b\nc\nd,e,f\n', [row(1, 'a', 'b'), row(2, 'c'), row(3, 'd', 'e', 'f')]],
    ['nothing', '', []],
  ])('reads %s, however it is cut into pieces', async (_what, text, rows) => {
    for (const size of [1, 2, 7, 1_000]) expect(await rowsOf(text, size)).toEqual(rows);
  });

  it('takes a quote that does not end for a problem of its row alone', async () => {
    const good = Array.from({ length: 5_000 }, (_, at) => `row ${at},1`);
    const text = ['before,1', '"open,1', ...good].join('\r\n');
    const rows = await rowsOf(text, 1_000);
    expect(rows[0]).toEqual(row(1, 'before', '1'));
    expect(rows[1]).toEqual({ line: 2, problem: UNENDED });
    expect(rows.slice(2)).toEqual(good.map((_, at) => row(at + 3, `row ${at}`, '1')));
    expect(await rowsOf('a,1\n"b,2\nc,3')).toEqual([
      row(1, 'a', '1'),
      { line: 2, problem: UNENDED },
      row(3, 'c', '3'),
    ]);
  });

  it('keeps nothing of a row without end, and reads on behind it', async () => {
    const pieces = function* () {
      yield 'a,1\n';
      for (let at = 0; at < 1_000; at += 1) yield 'x'.repeat(10_000);
      yield '\nb,2\n';
    };
    const rows: CsvRow[] = [];
    for await (const each of readCsv(pieces())) rows.push(each);
    expect(rows).toEqual([
      row(1, 'a', '1'),
      { line: 2, problem: 'A row has at most 16384 characters.' },
      row(3, 'b', '2'),
    ]);
  });
});
