import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cardOf, printOf } from './build-printing.ts';
import { findFiles } from './find-files.ts';
import type { CardSource, NeutralSet } from './neutral.ts';
import { fieldsOf, line } from './read-fields.ts';
import { readPrintings, type ReadRecord } from './read-printings.ts';
import { game } from './sources/scryfall/game.ts';

const set: NeutralSet = {
  key: 's',
  code: 'S',
  name: 'S',
  releasedOn: null,
  type: null,
  totalCards: null,
  stub: true,
};

/** A source of records `{ print, card }`; `null` makes it throw, and its sets are in files named `zzz`. */
const source: CardSource = {
  code: 'SCRYFALL',
  game,
  files: 'Records of a test.',
  isReference: (path) => path.includes('zzz'),
  parserFor: (references) => (record, path) => {
    if (record === null) throw new TypeError('cannot read null');
    const fields = fieldsOf(record);
    const key = line(fields, 'print') ?? '';
    const card = cardOf({
      key: line(fields, 'card') ?? '',
      name: `${references.length} references in ${path}`,
    });
    const print = printOf({ key, collectorNumber: '1', language: 'EN', finishes: ['NORMAL'] });
    return { kind: 'printings', recordId: key, printings: [{ set, card, print }] };
  },
};

let folder = '';
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'longbox-printings-')));
  await writeFile(
    join(folder, 'a.jsonl'),
    '{"print":"1","card":"x"}\n{"print":\n{"print":"2","card":"x"}\nnull\n',
  );
  await writeFile(join(folder, 'b.json'), '[{"print":"2","card":"y"},{"print":"3","card":"y"}]');
  await writeFile(join(folder, 'zzz.json'), '[{"print":"0","card":"z"}]');
});
afterAll(() => rm(folder, { recursive: true }));

async function read(): Promise<ReadRecord[]> {
  const { files } = await findFiles(folder, folder);
  const records: ReadRecord[] = [];
  for await (const record of readPrintings(files, source)) records.push(record);
  return records;
}

const summary = ({ file, position, outcome, repeated }: ReadRecord) => [
  file.path,
  position,
  outcome.kind,
  outcome.kind === 'printings'
    ? outcome.printings.map(({ print, firstOfCard }) => `${print.key} ${firstOfCard}`).join()
    : '',
  repeated,
];

describe('the printings of a folder', () => {
  it('come file by file, reference files first, with damage and errors as problems, and each printing and card once', async () => {
    expect((await read()).map(summary)).toEqual([
      ['zzz.json', 1, 'printings', '0 true', 0],
      ['a.jsonl', 1, 'printings', '1 true', 0],
      ['a.jsonl', 2, 'problem', '', 0],
      ['a.jsonl', 3, 'printings', '2 false', 0],
      ['a.jsonl', 4, 'problem', '', 0],
      ['b.json', 1, 'printings', '', 1],
      ['b.json', 2, 'printings', '3 true', 0],
    ]);
  });

  it('are the same each time', async () => {
    expect(await read()).toEqual(await read());
  });

  it('know the reference records and the path of their file', async () => {
    const names = (await read()).flatMap(({ outcome }) =>
      outcome.kind === 'printings' ? outcome.printings.map(({ card }) => card.name) : [],
    );
    expect(names).toContain('1 references in b.json');
  });

  it('that cannot be read because their file is gone are one problem', async () => {
    const gone = { path: 'gone.json', location: join(folder, 'gone.json'), fingerprint: '', bytes: 0 };
    const records: ReadRecord[] = [];
    for await (const record of readPrintings([gone], source)) records.push(record);
    expect(records).toMatchObject([
      { position: null, outcome: { kind: 'problem', message: 'The file cannot be read (ENOENT).' } },
    ]);
  });
});
