import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ParsedRecord } from '../../neutral.ts';
import { readPrintings } from '../../read-printings.ts';
import { source as mtgjson } from './source.ts';

const ids = {
  scryfallId: '435589bb-27c6-4a6d-9d63-394d5092b9d8',
  scryfallOracleId: '4457ed35-7c10-48c8-9776-456485fdf070',
  tcgplayerProductId: '32656',
};
const card = {
  uuid: '5f8287b1-5bb6-5f4c-ad17-316a40d5bb0c',
  identifiers: ids,
  name: 'Borrowed Daybreak',
  number: '4',
  setCode: 'HLN',
  language: 'English',
  rarity: 'rare',
  artist: 'Odile Brandt',
  availability: ['paper'],
  finishes: ['nonfoil', 'foil'],
  layout: 'normal',
  manaCost: '{3}{W}',
  manaValue: 4,
  type: 'Sorcery',
  text: 'Destroy all creatures.',
  colors: ['W'],
  colorIdentity: ['W'],
  keywords: [],
  legalities: { vintage: 'Restricted', modern: 'Legal' },
};
const set = {
  code: 'HLN',
  name: 'Hollow Lantern',
  releaseDate: '2025-02-14',
  type: 'expansion',
  totalSetSize: 2,
};

function read(record: unknown): ParsedRecord[] {
  const parser = mtgjson.parserFor([]);
  return [...(mtgjson.expand?.(record) ?? [])].map((each) => parser(each, 'HLN.json'));
}

const printings = (record: unknown) =>
  read(record).flatMap((parsed) => (parsed.kind === 'printings' ? parsed.printings : []));

describe('a set file of MTGJSON', () => {
  it('describes its set, and has each card under the id that Scryfall knows it by', () => {
    const [described] = read({ ...set, cards: [card] });
    expect(described).toMatchObject({
      kind: 'set',
      set: { key: 'hln', name: 'Hollow Lantern', totalCards: 2, stub: false },
    });
    expect(printings({ ...set, cards: [card] })).toMatchObject([
      {
        set: { key: 'hln', code: 'HLN' },
        card: {
          key: ids.scryfallOracleId,
          name: 'Borrowed Daybreak',
          legalities: [
            { format: 'modern', status: 'legal' },
            { format: 'vintage', status: 'restricted' },
          ],
          attributes: { manaCost: '{3}{W}', manaValue: 4 },
        },
        print: {
          key: ids.scryfallId,
          collectorNumber: '4',
          finishes: ['NORMAL', 'FOIL'],
          releasedOn: '2025-02-14',
          externalIds: { tcgplayer: '32656' },
          images: {
            small: 'https://cards.scryfall.io/small/front/4/3/435589bb-27c6-4a6d-9d63-394d5092b9d8.jpg',
          },
        },
      },
    ]);
  });

  it('lists the faces of a card apart, and they are one printing again, the front first', () => {
    const back = {
      ...card,
      uuid: 'x',
      name: 'Day // Night',
      faceName: 'Night',
      side: 'b',
      text: 'Rest.',
      manaCost: null,
    };
    const front = { ...card, name: 'Day // Night', faceName: 'Day', side: 'a' };
    const [only, ...others] = printings({ ...set, cards: [back, front] });
    expect(others).toEqual([]);
    expect(only?.card).toMatchObject({
      name: 'Day // Night',
      otherNames: ['Day', 'Night'],
      rulesText: 'Destroy all creatures.\n//\nRest.',
      typeLine: 'Sorcery // Sorcery',
    });
  });

  it('holds tokens, cards of a client only, and what is no card, each told from the others', () => {
    const digital = {
      ...card,
      identifiers: { scryfallId: 'a' },
      availability: ['arena'],
      isOnlineOnly: true,
    };
    const parsed = read({ ...set, cards: [digital, 'nothing'], tokens: [{ ...card, setCode: 'THLN' }] });
    expect(parsed.map(({ kind }) => kind)).toEqual(['set', 'skipped', 'problem', 'printings']);
    expect(printings({ ...set, tokens: [{ ...card, setCode: 'THLN' }] })[0]?.set.code).toBe('THLN');
  });

  it('begins with its date and version, which are left out; a list of sets is sets alone', () => {
    expect(read({ date: '2026-11-01', version: '5.2.2' })).toMatchObject([
      { kind: 'skipped', reason: 'NOT_A_CARD' },
    ]);
    expect(read(set).map(({ kind }) => kind)).toEqual(['set']);
  });
});

describe('files of MTGJSON as they are handed out', () => {
  const meta = { date: '2026-11-01', version: '5.2.2+20261101' };
  // In the order in which MTGJSON writes them: a set's name stands behind its cards.
  const setOf = (code: string, size: number) => ({
    baseSetSize: size,
    cards: Array.from({ length: size }, (_, index) => ({
      ...card,
      uuid: `${code} ${index}`,
      identifiers: { ...ids, scryfallId: `${code} ${index}` },
      number: String(index + 1),
      setCode: code,
    })),
    ...set,
    code,
    tokens: [],
    translations: {},
  });
  const sets = { HLN: setOf('HLN', 150), '10E': setOf('10E', 90), TWB: setOf('TWB', 3) };

  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'longbox-mtgjson-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function count(content: string | Buffer, maxRecordBytes = mtgjson.maxRecordBytes ?? 0) {
    const location = join(folder, 'file.json');
    await writeFile(location, content);
    const file = { path: 'file.json', location, fingerprint: '', bytes: content.length };
    const found = { sets: 0, printings: 0, left: 0, problems: [] as string[] };
    for await (const { outcome } of readPrintings([file], { ...mtgjson, maxRecordBytes })) {
      if (outcome.kind === 'set') found.sets += 1;
      else if (outcome.kind === 'printings') found.printings += outcome.printings.length;
      else if (outcome.kind === 'skipped') found.left += 1;
      else found.problems.push(outcome.message);
    }
    return found;
  }

  it.each([0, 2])('are read: a set, all sets and the list of sets, indented by %d', async (indent) => {
    const text = (data: unknown) => JSON.stringify({ meta, data }, null, indent);
    expect(await count(text(sets.HLN))).toEqual({ sets: 1, printings: 150, left: 1, problems: [] });
    expect(await count(text(sets.TWB))).toEqual({ sets: 1, printings: 3, left: 1, problems: [] });
    const list = Object.values(sets).map((each) => ({ ...each, cards: undefined }));
    expect(await count(text(list))).toEqual({ sets: 3, printings: 0, left: 0, problems: [] });
    const all = { sets: 3, printings: 243, left: 0, problems: [] };
    expect(await count(text(sets))).toEqual(all);
    expect(await count(gzipSync(text(sets)))).toEqual(all);
  });

  it('of all sets are held a set at a time, and one that is too large does not take the others with it', async () => {
    const text = JSON.stringify({ meta, data: sets });
    const largest = JSON.stringify(sets.HLN).length;
    expect(text.length).toBeGreaterThan(largest * 1.5);
    expect(await count(text, largest)).toEqual({ sets: 3, printings: 243, left: 0, problems: [] });
    expect(await count(text, largest - 1)).toEqual({
      sets: 2,
      printings: 93,
      left: 0,
      problems: [expect.stringContaining('larger than')],
    });
  });

  it('of all sets that end early keep the sets that came before', async () => {
    const text = JSON.stringify({ meta, data: sets });
    const cut = text.slice(0, text.indexOf('"TWB":') + 200);
    expect(await count(cut)).toEqual({
      sets: 2,
      printings: 240,
      left: 0,
      problems: ['The file ends in the middle of this record.'],
    });
  });
});
