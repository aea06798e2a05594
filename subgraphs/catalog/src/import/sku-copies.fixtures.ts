import { parseSku, printSku, type SkuParts } from '@longbox/sku';
import * as fc from 'fast-check';
import { CONDITIONS, EDITIONS, FINISHES, type GameCode } from '../domain/catalog.ts';
import type { NeutralPrinting } from './neutral.ts';

const grade = fc.record({
  company: fc.constantFrom('PSA', 'BGS', 'CGC', 'SGC'),
  grade: fc.constantFrom('10', '9.5', '1', 'AUTHENTIC', 'PRISTINE 10'),
});

/** What tells the copies of a printing apart, slabs and first editions among them. */
const copy = fc.record({
  condition: fc.constantFrom(...CONDITIONS),
  finish: fc.constantFrom(...FINISHES),
  edition: fc.constantFrom(...EDITIONS),
  grade: fc.option(grade),
});

/**
 * The SKUs of copies of the printings, `copies` of each and chosen by chance, that do not come back as they were printed; and how many were tried.
 */
export function lossySkus(game: GameCode, printings: readonly NeutralPrinting[], copies: number) {
  const chosen = fc.sample(copy, { numRuns: printings.length * copies, seed: 20_251_121 });
  const lossy = printings.flatMap(({ set, print }, index) =>
    chosen.slice(index * copies, (index + 1) * copies).flatMap((each) => {
      const parts: SkuParts = {
        game,
        set: set.code,
        number: print.skuNumber,
        language: print.language,
        ...each,
      };
      const sku = printSku(parts);
      const back = parseSku(sku);
      const isSame =
        back.ok &&
        JSON.stringify(sorted(back.value)) === JSON.stringify(sorted(parts)) &&
        printSku(back.value) === sku;
      return isSame ? [] : [sku];
    }),
  );
  return { tried: chosen.length, lossy };
}

const sorted = ({ grade: graded, ...parts }: SkuParts) => [
  Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1)),
  graded && [graded.company, graded.grade],
];
