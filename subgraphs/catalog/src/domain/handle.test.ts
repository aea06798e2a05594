import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ListedPrint } from './catalog.ts';
import { isHandle, printHandles, slug } from './handle.ts';

const print = (said: Partial<ListedPrint> = {}): ListedPrint => ({
  id: '01900000-0000-7000-8000-0123456789ab',
  game: 'MTG',
  cardName: 'Lightning Bolt',
  setCode: 'M10',
  setName: 'Magic 2010',
  collectorNumber: '146',
  skuNumber: '146',
  rarity: 'Common',
  language: 'EN',
  finishes: ['NORMAL'],
  firstEdition: false,
  variation: null,
  ...said,
});

describe('a handle', () => {
  it.each([
    ['Junún Efreet', 'junun-efreet'],
    ["Lim-Dûl's Paladin", 'lim-duls-paladin'],
    ['Æther Vial', 'aether-vial'],
    ['Nidoran ♀', 'nidoran-f'],
    ['Fire // Ice', 'fire-ice'],
    ['Eustass"Captain"Kid', 'eustass-captain-kid'],
    ['稲妻', ''],
  ])('of %s is %s', (name, expected) => {
    expect(slug(name)).toBe(expected);
  });

  it('names a printing by name, set and number, and by language when that is not English', () => {
    expect(printHandles(print())[0]).toBe('lightning-bolt-m10-146');
    expect(printHandles(print({ language: 'JP' }))[0]).toBe('lightning-bolt-m10-146-jp');
  });

  it('tells numbers apart that differ in a sign', () => {
    const handles = ['57', '57†', '57★', '*57', '57!', '57?'].map(
      (collectorNumber) => printHandles(print({ collectorNumber }))[0],
    );
    expect(new Set(handles).size).toBe(handles.length);
  });

  it('is always one, whatever the printing is called, and ends in what no other has', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        (cardName, collectorNumber) => {
          const handles = printHandles(print({ cardName, collectorNumber }));
          expect(handles.every(isHandle)).toBe(true);
          expect(handles[2].endsWith('0123456789ab')).toBe(true);
        },
      ),
    );
  });
});
