import { formatSku } from '@longbox/sku';
import type { Copy, Grade, ListedPrint } from './catalog.ts';

/**
 * The universal SKU of a copy. `number` stands for the printing's collector number, as `skuNumbers` chooses it.
 */
export function copySku(print: ListedPrint, number: string, copy: Copy, grade: Grade | null): string {
  return formatSku({
    game: print.game,
    set: print.setCode,
    number,
    language: print.language,
    condition: copy.condition,
    finish: copy.finish,
    edition: copy.edition,
    grade: grade && { company: grade.company, grade: grade.grade },
  });
}

/** What may stand for the collector number in the SKUs of a printing, the nicest first, the last one no other printing's. */
export function skuNumbers(print: ListedPrint): readonly string[] {
  const { skuNumber, rarity, id } = print;
  return [skuNumber, ...(rarity === null ? [] : [`${skuNumber} ${rarity}`]), `${skuNumber} ${id.slice(-12)}`];
}
