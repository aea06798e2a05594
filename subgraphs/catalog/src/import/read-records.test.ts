import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readRecords, type RawRecord } from './read-records.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longbox-records-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string | Buffer, maxBytes?: number): Promise<RawRecord[]> {
  const file = join(folder, 'cards.data');
  await writeFile(file, content);
  const records: RawRecord[] = [];
  for await (const record of readRecords(file, maxBytes)) records.push(record);
  return records;
}

const cards = Array.from({ length: 3_000 }, (_, index) => ({
  id: index,
  name: `Card "${index}" – ☆`,
  list: [{ a: '}]' }],
}));
const FORMS: readonly [string, string][] = [
  ['a list', JSON.stringify(cards)],
  ['a list spread over lines', JSON.stringify(cards, null, 2)],
  ['a list of a record a line', `[\n${cards.map((card) => JSON.stringify(card)).join(',\n')}\n]\n`],
  [
    'an object around a list',
    JSON.stringify({ object: 'list', has_more: false, total: 3, data: cards, next: {} }),
  ],
  ['an object around a list, spread over lines', JSON.stringify({ data: cards }, null, 3)],
  ['JSON lines', cards.map((card) => `${JSON.stringify(card)}\n`).join('')],
  ['JSON lines of Windows without an end', cards.map((card) => JSON.stringify(card)).join('\r\n')],
];

const valuesOf = (records: readonly RawRecord[]) =>
  records.map((record) => (record.kind === 'record' ? record.value : record.message));

describe('records of a file', () => {
  it.each(FORMS)('are read from %s, plain, gzipped, and behind a byte order mark', async (_, content) => {
    expect(valuesOf(await read(content))).toEqual(cards);
    expect(valuesOf(await read(gzipSync(content)))).toEqual(cards);
    expect(valuesOf(await read(`\ufeff${content}`))).toEqual(cards);
  });

  it('are read from a gzip file that was put together of several', async () => {
    const half = cards.slice(0, 1_500).map((card) => `${JSON.stringify(card)}\n`);
    const rest = cards.slice(1_500).map((card) => `${JSON.stringify(card)}\n`);
    const packed = Buffer.concat([gzipSync(half.join('')), gzipSync(rest.join(''))]);
    expect(valuesOf(await read(packed))).toEqual(cards);
  });

  it('are the values of an object of objects, and a lone object itself', async () => {
    const table = { '569001': { id: '569001' }, '569002': { id: '569002' } };
    expect(valuesOf(await read(JSON.stringify(table, null, 2)))).toEqual(Object.values(table));
    expect(valuesOf(await read(JSON.stringify(table)))).toEqual(Object.values(table));
    expect(valuesOf(await read('{"id":"a","name":"b"}'))).toEqual([{ id: 'a', name: 'b' }]);
  });

  it('go on behind a damaged line, which is named with its number', async () => {
    const records = await read('{"a":1}\n{"b":\n{"c":3}\n');
    expect(records).toEqual([
      { kind: 'record', position: 1, value: { a: 1 } },
      { kind: 'damaged', position: 2, message: expect.stringContaining('not JSON') },
      { kind: 'record', position: 3, value: { c: 3 } },
    ]);
  });

  it('go on behind a damaged first line', async () => {
    expect((await read('{"a":1\n{"b":2}\n')).map(({ kind }) => kind)).toEqual(['damaged', 'record']);
    expect((await read('{"a":"1\n{"b":2}\n')).map(({ kind }) => kind)).toEqual(['damaged', 'record']);
  });

  it('keep what came before the end of a truncated list or line, and say so last', async () => {
    for (const [name, content] of FORMS) {
      const cut = Buffer.from(content).subarray(0, Math.floor(content.length / 2));
      const records = await read(cut);
      expect([name, records.at(-1)]).toEqual([
        name,
        expect.objectContaining({ kind: 'damaged', message: 'The file ends in the middle of this record.' }),
      ]);
      expect(valuesOf(records.slice(0, -1))).toEqual(cards.slice(0, records.length - 1));
      expect(records.length).toBeGreaterThan(1_000);
    }
  });

  it('keep what came before the end of a truncated gzip, and say so last, also when it ends between records', async () => {
    const packed = gzipSync(cards.map((card) => `${JSON.stringify(card)}\n`).join(''));
    const records = await read(packed.subarray(0, Math.floor(packed.length / 2)));
    expect(records.at(-1)).toEqual({ kind: 'damaged', position: null, message: 'The gzip file ends early.' });
    const whole = records.filter((record) => record.kind === 'record');
    expect(valuesOf(whole)).toEqual(cards.slice(0, whole.length));
    expect(whole.length).toBeGreaterThan(500);
    const almost = await read(packed.subarray(0, packed.length - 8));
    expect(valuesOf(almost)).toEqual([...cards, 'The gzip file ends early.']);
  });

  it('end with the damage of a damaged gzip', async () => {
    const packed = gzipSync(JSON.stringify(cards));
    const middle = Math.floor(packed.length / 2);
    packed.fill(0xff, middle, middle + 64);
    expect((await read(packed)).at(-1)).toMatchObject({
      kind: 'damaged',
      message: expect.stringContaining('gzip'),
    });
  });

  it.each([
    ['', 'empty'],
    ['  \n ', 'empty'],
    ['<html><body>429</body></html>', 'not a JSON file'],
    ['name,set\r\nA,B', 'not a JSON file'],
  ])('are none in %j, and one problem says why', async (content, saying) => {
    expect(await read(content)).toEqual([
      { kind: 'damaged', position: null, message: expect.stringContaining(saying) },
    ]);
  });

  it('of any kind are given to the parser as they are', async () => {
    expect(valuesOf(await read('[1, "two", null, [3], {"four": 4}, true]'))).toEqual([
      1,
      'two',
      null,
      [3],
      { four: 4 },
      true,
    ]);
  });

  it('that are too large or nested too deeply are problems of their own', async () => {
    expect(valuesOf(await read(`[{"a":"${'x'.repeat(3_000)}"},{"b":2}]`, 1_000))).toEqual([
      expect.stringContaining('larger than 1000 bytes'),
      { b: 2 },
    ]);
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect((await read(`[${deep},{"b":2}]`)).at(-1)).toEqual({
      kind: 'record',
      position: 2,
      value: { b: 2 },
    });
  });

  it('throw what the file system says when there is no file', async () => {
    const none = readRecords(join(folder, 'none.json'));
    await expect(none.next()).rejects.toThrow('ENOENT');
  });
});
