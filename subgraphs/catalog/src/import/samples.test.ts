import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { GameCode } from '../domain/catalog.ts';
import { findFiles } from './find-files.ts';
import { readPrintings, type ReadPrinting } from './read-printings.ts';
import { lossySkus } from './sku-copies.fixtures.ts';
import { sourceOf } from './sources/registry.ts';

const folder = join(__dirname, '..', '..', 'samples');

async function read(game: GameCode, path: string) {
  const source = sourceOf(game, null);
  if (!source) throw new Error(`no source for ${game}`);
  const { files } = await findFiles(folder, join(folder, path));
  const printings: ReadPrinting[] = [];
  const skipped: string[] = [];
  const problems: string[] = [];
  for await (const { outcome } of readPrintings(files, source)) {
    if (outcome.kind === 'printings') printings.push(...outcome.printings);
    if (outcome.kind === 'skipped') skipped.push(outcome.reason);
    if (outcome.kind === 'problem') problems.push(outcome.message);
  }
  return { printings, skipped, problems };
}

describe('the sample files', () => {
  it.each([
    ['MTG', 'mtg', 2],
    ['POKEMON', 'pokemon', 3],
    ['YUGIOH', 'yugioh', 2],
    ['OPTCG', 'onepiece', 3],
  ] as const)(
    'of %s hold at least 30 printings, each of its own, and nothing that cannot be read',
    async (game, path, sets) => {
      const { printings, problems } = await read(game, path);
      expect(problems).toEqual([]);
      expect(printings.length).toBeGreaterThanOrEqual(30);
      expect(new Set(printings.map(({ set }) => set.code)).size).toBe(sets);
      expect(new Set(printings.map(({ print }) => print.key)).size).toBe(printings.length);
      const names = printings.map(({ set, print }) => `${set.code} ${print.skuNumber} ${print.language}`);
      expect(new Set(names).size).toBe(printings.length);
    },
  );

  it.each([
    ['MTG', 'mtg'],
    ['POKEMON', 'pokemon'],
    ['YUGIOH', 'yugioh'],
    ['OPTCG', 'onepiece'],
  ] as const)(
    'of %s have SKUs for every kind of copy, slabs too, that come back as they were printed',
    async (game, path) => {
      const { printings } = await read(game, path);
      const { tried, lossy } = lossySkus(game, printings, 100);
      expect(lossy).toEqual([]);
      expect(tried).toBeGreaterThanOrEqual(3_000);
    },
  );

  it('name each card once as to be written, the first time that it comes', async () => {
    const { printings } = await read('MTG', 'mtg');
    const wicks = printings.filter(({ card }) => card.name === 'Wick, the Unlit');
    expect(wicks.length).toBeGreaterThan(2);
    expect(wicks.map(({ firstOfCard }) => firstOfCard)).toEqual(wicks.map((_, index) => index === 0));
  });

  it('leave out what no store can sell, with the reason', async () => {
    expect((await read('MTG', 'mtg')).skipped).toEqual(['DIGITAL_ONLY']);
    expect(new Set((await read('YUGIOH', 'yugioh')).skipped)).toEqual(new Set(['NOT_PRINTED', 'NOT_A_CARD']));
  });
});
