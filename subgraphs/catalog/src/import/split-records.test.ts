import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { splitLines, splitList, splitMembers, type Piece, type Splitter } from './split-records.ts';

/** What a splitter makes of a text that comes in chunks of these sizes. */
function split(splitter: Splitter, text: string, sizes: readonly number[]): Piece[] {
  const bytes = Buffer.from(text);
  const pieces: Piece[] = [];
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? bytes.length;
    pieces.push(...splitter.push(bytes.subarray(at, at + size)));
    at += size;
  }
  return [...pieces, ...splitter.end()];
}

const values = (pieces: readonly Piece[]): unknown[] =>
  pieces.map((piece) => ('json' in piece ? (JSON.parse(piece.json) as unknown) : piece.problem));

const chunkSizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
const records = fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 8 });
const space = fc.constantFrom('', ' ', '\n', '\r\n\t');

describe('records of a list', () => {
  it('are found whatever they hold and wherever the chunks end', () => {
    fc.assert(
      fc.property(records, chunkSizes, space, fc.constantFrom(0, 2), (given, sizes, between, indent) => {
        const body = given.map((value) => JSON.stringify(value, null, indent)).join(`${between},${between}`);
        const pieces = split(splitList(1_000_000), `${between}${body}${between}]${between}`, sizes);
        expect(values(pieces)).toEqual(JSON.parse(JSON.stringify(given)));
        expect(pieces.map(({ position }) => position)).toEqual(given.map((_, index) => index + 1));
      }),
      { numRuns: 1_000 },
    );
  });

  it('are found behind one that is damaged', () => {
    const pieces = split(splitList(1_000), '{"a":1},{"b":,"c"},nonsense,{"d":]},{"e":5}]', [7]);
    const found = pieces.map((piece) => ('json' in piece ? piece.json : piece.problem));
    expect(found.slice(0, 4)).toEqual(['{"a":1}', '{"b":,"c"}', 'nonsense', '{"d":]']);
    expect(found.at(-1)).toBe('{"e":5}');
  });

  it('that are too large are named and not held, and the next one is read', () => {
    const pieces = split(splitList(50), `{"a":"${'x'.repeat(500)}"},{"b":2}]`, [16]);
    expect(values(pieces)).toEqual([expect.stringContaining('larger than 50 bytes'), { b: 2 }]);
  });

  it('end with a problem when the list does, between records and within one', () => {
    expect(values(split(splitList(100), '{"a":1},', [3]))).toEqual([
      { a: 1 },
      'The file ends before its list does.',
    ]);
    expect(values(split(splitList(100), '{"a":1},{"b":"x', [3]))).toEqual([
      { a: 1 },
      'The file ends in the middle of this record.',
    ]);
  });
});

describe('records that are the members of an object', () => {
  const keys = fc.array(fc.tuple(fc.string(), fc.jsonValue({ maxDepth: 3 })), { maxLength: 8 });

  it('are found whatever they and their keys hold and wherever the chunks end', () => {
    fc.assert(
      fc.property(keys, chunkSizes, space, fc.constantFrom(0, 2), (given, sizes, between, indent) => {
        const members = given.map(
          ([key, value]) =>
            `${JSON.stringify(key)}${between}:${between}${JSON.stringify(value, null, indent)}`,
        );
        const text = `${between}${members.join(`${between},${between}`)}${between}}${between}}`;
        expect(values(split(splitMembers(1_000_000), text, sizes))).toEqual(
          JSON.parse(JSON.stringify(given.map(([, value]) => value))),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('are found behind one that is damaged or too large', () => {
    const text = `"A":{"b":,},"B":]nonsense,"C":"${'x'.repeat(500)}","D":{"e":5}}`;
    const found = split(splitMembers(50), text, [7]).map((piece) =>
      'json' in piece ? piece.json : piece.problem,
    );
    expect(found).toEqual([
      '{"b":,}',
      ']nonsense',
      expect.stringContaining('larger than 50 bytes'),
      '{"e":5}',
    ]);
  });

  it('end with a problem when the object does, between records, within a key and within a record', () => {
    for (const end of ['', ',', ',"B', ',"B":'])
      expect(values(split(splitMembers(100), `"A":{"a":1}${end}`, [3]))).toEqual([
        { a: 1 },
        'The file ends before its list does.',
      ]);
    expect(values(split(splitMembers(100), '"A":{"a":1},"B":{"b', [3]))).toEqual([
      { a: 1 },
      'The file ends in the middle of this record.',
    ]);
  });
});

describe('records of JSON lines', () => {
  it('are found whatever they hold and wherever the chunks end', () => {
    fc.assert(
      fc.property(records, chunkSizes, fc.constantFrom('\n', '\r\n', '\n\n'), (given, sizes, lineEnd) => {
        const text = given.map((value) => JSON.stringify(value) + lineEnd).join('');
        expect(values(split(splitLines(1_000_000), text, sizes))).toEqual(JSON.parse(JSON.stringify(given)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('are numbered by their line, empty lines counted', () => {
    const pieces = split(splitLines(100), '{"a":1}\n\n{"b":2}\n{"c":3}', [4]);
    expect(pieces.map(({ position }) => position)).toEqual([1, 3, 4]);
  });

  it('that are too large are named with their line, and the next one is read', () => {
    const pieces = split(splitLines(50), `{"a":"${'x'.repeat(500)}"}\n{"b":2}\n`, [16]);
    expect(values(pieces)).toEqual([expect.stringContaining('larger than 50 bytes'), { b: 2 }]);
  });
});
