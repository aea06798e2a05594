import { describe, expect, it } from '@jest/globals';
import type { ParsedRecord } from '../../neutral.ts';
import { mtgjson } from './source.ts';

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
  return (mtgjson.expand?.(record) ?? []).map((each) => parser(each, 'HLN.json'));
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
