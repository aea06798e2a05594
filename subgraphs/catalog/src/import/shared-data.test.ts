import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { printSku } from '@longbox/sku';
import { describe, expect, it } from '@jest/globals';
import type { GameCode } from '../domain/catalog.ts';
import { findFiles } from './find-files.ts';
import type { NeutralPrinting } from './neutral.ts';
import { readPrintings } from './read-printings.ts';
import { lossySkus } from './sku-copies.fixtures.ts';
import { sourceOf } from './sources/registry.ts';

/**
 * The real card data that the customer hands out and that may not be published: `shared/data/cards`, beside the repository or where
 * LONGBOX_SHARED says.
 */
const folder = join(process.env['LONGBOX_SHARED'] ?? resolve('..', 'shared'), 'data', 'cards');
const isThere = existsSync(folder);

interface Tally {
  records: number;
  printings: number;
  repeated: number;
  sets: number;
  skipped: number;
  problems: string[];
  /** SKUs of a normal near mint copy, and how many printings have them. */
  skus: Map<string, number>;
  lossySkus: string[];
}

/** Copies of each printing whose SKUs are tried. */
const COPIES_TRIED = 2;

async function tally(game: GameCode, path: string): Promise<Tally> {
  const source = sourceOf(game, null);
  if (!source) throw new Error(`no source for ${game}`);
  const { files, problems } = await findFiles(folder, join(folder, path));
  const result: Tally = {
    records: 0,
    printings: 0,
    repeated: 0,
    sets: 0,
    skipped: 0,
    problems: problems.map(({ message }) => message),
    skus: new Map(),
    lossySkus: [],
  };
  const all: NeutralPrinting[] = [];
  for await (const { file, position, outcome, repeated } of readPrintings(files, source)) {
    result.records += 1;
    result.repeated += repeated;
    if (outcome.kind === 'set') result.sets += 1;
    else if (outcome.kind === 'skipped') result.skipped += 1;
    else if (outcome.kind === 'problem') result.problems.push(`${file.path}:${position}: ${outcome.message}`);
    else {
      for (const { set, card, print } of outcome.printings) {
        result.printings += 1;
        all.push({ set, card, print });
        const sku = printSku({
          game,
          set: set.code,
          number: print.skuNumber,
          language: print.language,
          condition: 'NM',
          finish: 'NORMAL',
          edition: 'UNLIMITED',
          grade: null,
        });
        result.skus.set(sku, (result.skus.get(sku) ?? 0) + 1);
      }
    }
  }
  result.lossySkus = lossySkus(game, all, COPIES_TRIED).lossy;
  return result;
}

if (!isThere) process.stdout.write(`skipped: the real card data is not at ${folder}\n`);
const describeIfThere = isThere ? describe : describe.skip;

describeIfThere('all of the real card data', () => {
  // Counts of the files as README.md beside them names them; a printing that two files hold counts once.
  const EXPECTED = [
    ['MTG', 'mtg', { records: 12_359, printings: 10_551, repeated: 24, sets: 0, skipped: 1_784 }],
    ['POKEMON', 'pokemon', { records: 4_636, printings: 4_464, repeated: 0, sets: 172, skipped: 0 }],
    ['YUGIOH', 'yugioh', { records: 5_049, skipped: 488 }],
    ['OPTCG', 'onepiece', { records: 2_923, printings: 1_301, repeated: 1_545, sets: 75, skipped: 2 }],
  ] as const;

  it.each(EXPECTED)(
    'of %s is read: each record ends as printings, a set, or left out on purpose, and none as a problem',
    async (game, path, expected) => {
      const found = await tally(game, path);
      process.stdout.write(
        `${game}: ${found.records} records, ${found.printings} printings, ${found.repeated} repeated, ${found.sets} sets, ` +
          `${found.skipped} left out, ${found.problems.length} problems\n`,
      );
      expect(found.problems).toEqual([]);
      expect(found).toMatchObject(expected);
      expect(found.lossySkus).toEqual([]);
      // Yu-Gi-Oh! records disagree about what nine codes are; everywhere else a SKU names one printing.
      const shared = [...found.skus.values()].filter((count) => count > 1).length;
      expect(shared).toBeLessThanOrEqual(game === 'YUGIOH' ? 9 : 0);
    },
  );
});
