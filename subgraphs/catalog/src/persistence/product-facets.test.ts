import { describe, expect, it } from '@jest/globals';
import { countFacets } from './product-facets.ts';

/** As the search's statements put it together. */
const keysOf = (...products: readonly (readonly [parts: readonly string[], count: number])[]) =>
  products.map(([parts, count]) => `${parts.join('\u001F')}\u001E${count}`).join('\u001D');

const CARD = ['MTG', 'M10', 'common', 'CARD', 'EN', 'true', 'LP,NM', 'FOIL,NORMAL'];
const BOX = ['', '', '', 'SEALED', '', 'false', '', ''];

describe('the facets of a list', () => {
  it('have how many products have each value, the most frequent first, and none of what products lack', () => {
    const { total, facets } = countFacets(
      keysOf([CARD, 3], [['MTG', 'LEA', 'rare', 'CARD', 'EN', 'false', 'NM', 'NORMAL'], 4], [BOX, 1]),
    );
    expect(total).toBe(8);
    expect(Object.fromEntries(facets.map(({ name, values }) => [name, values]))).toEqual({
      game: [{ value: 'MTG', count: 7 }],
      set: [
        { value: 'LEA', count: 4 },
        { value: 'M10', count: 3 },
      ],
      rarity: [
        { value: 'rare', count: 4 },
        { value: 'common', count: 3 },
      ],
      kind: [
        { value: 'CARD', count: 7 },
        { value: 'SEALED', count: 1 },
      ],
      condition: [
        { value: 'NM', count: 7 },
        { value: 'LP', count: 3 },
      ],
      finish: [
        { value: 'NORMAL', count: 7 },
        { value: 'FOIL', count: 3 },
      ],
      language: [{ value: 'EN', count: 7 }],
      inStock: [
        { value: 'false', count: 5 },
        { value: 'true', count: 3 },
      ],
    });
  });

  it('are those of one list, whatever others had', () => {
    countFacets(keysOf([CARD, 3]));
    const { total, facets } = countFacets(keysOf([BOX, 2]));
    expect(total).toBe(2);
    expect(facets.filter(({ values }) => values.length > 0)).toEqual([
      { name: 'kind', values: [{ value: 'SEALED', count: 2 }] },
      { name: 'inStock', values: [{ value: 'false', count: 2 }] },
    ]);
  });

  it('are none where there is no product', () => {
    expect(countFacets(null)).toMatchObject({ total: 0 });
    expect(countFacets(null).facets.every(({ values }) => values.length === 0)).toBe(true);
  });

  it('are right with more keys than are kept, and long at most', () => {
    const many = Array.from(
      { length: 21_000 },
      (_, at) => [['MTG', `S${at}`, 'rare', 'CARD', 'EN', 'true', 'NM', 'FOIL'], 1] as const,
    );
    for (let time = 0; time < 2; time += 1) {
      const { total, facets } = countFacets(keysOf(...many));
      expect(total).toBe(21_000);
      expect(facets.find(({ name }) => name === 'rarity')?.values).toEqual([
        { value: 'rare', count: 21_000 },
      ]);
      expect(facets.find(({ name }) => name === 'set')?.values).toHaveLength(250);
    }
  });
});
