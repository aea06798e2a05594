import { expect, it } from '@jest/globals';
import { inParts } from './stock-parts.ts';

async function partsOf(pieces: readonly string[], most: number) {
  const parts: { readonly text: string; readonly last: boolean }[] = [];
  async function* given() {
    for (const piece of pieces) yield await Promise.resolve(piece);
  }
  for await (const part of inParts(given(), most)) parts.push(part);
  return parts;
}

it.each([
  [[], 4, []],
  [['abc'], 4, ['abc']],
  [['abcd'], 4, ['abcd']],
  [['ab', 'cdef', 'g'], 4, ['abcd', 'efg']],
  [['a😀b😀'], 2, ['a', '😀', 'b', '😀']],
])(
  'cuts the text %j into parts of %i, between characters, and says which is the last',
  async (pieces, most, texts) => {
    const parts = await partsOf(pieces, most);
    expect(parts.map(({ text }) => text)).toEqual(texts);
    expect(parts.map(({ last }) => last)).toEqual(texts.map((_, index) => index === texts.length - 1));
  },
);
