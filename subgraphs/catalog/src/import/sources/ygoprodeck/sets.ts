import { dayOf } from '../../clean-text.ts';
import type { NeutralSet } from '../../neutral.ts';
import { fieldsOf, line, number } from '../../read-fields.ts';

/** What `cardsets.php` says. */
export interface YugiohSets {
  ofCode(code: string): NeutralSet | null;
}

/** Products that come with a set's cards and share its code. Their own names are those of the set and one of these words. */
const PRODUCT =
  /[\s:–-]*\(?\b((?:sneak peek participation card|special edition|super edition|deluxe edition|secret edition|gold edition|limited edition|1st edition|25th anniversary edition|power-up pack|premiere! promotional card|release event participation card)s?|por)\b\)?.*$/i;

/** The name of the set that a product belongs to: `Extreme Force Special Edition` is of `Extreme Force`. */
function setNameOf(productName: string): string {
  const name = productName.replace(PRODUCT, '').trim();
  return name === '' ? productName : name;
}

export function productVariation(productName: string): string | null {
  return PRODUCT.exec(productName)?.[1] ?? null;
}

/** The sets by their code. Of several products with one code the one with the shortest name is the set. */
export function createSets(records: readonly unknown[]): YugiohSets {
  const byCode = new Map<string, NeutralSet>();
  for (const record of records) {
    const fields = fieldsOf(record);
    const code = line(fields, 'set_code')?.toUpperCase();
    const name = line(fields, 'set_name');
    if (!code || !name) continue;
    const earlier = byCode.get(code);
    const isBetter =
      !earlier ||
      name.length < earlier.name.length ||
      (name.length === earlier.name.length && name < earlier.name);
    if (!isBetter) continue;
    byCode.set(code, {
      ...hintedSet(code, name),
      releasedOn: dayOf(line(fields, 'tcg_date')),
      totalCards: number(fields, 'num_of_cards'),
      stub: false,
    });
  }
  return { ofCode: (code) => byCode.get(code.toUpperCase()) ?? null };
}

/** What a card's list of printings says of a set. */
export function hintedSet(code: string, productName: string): NeutralSet {
  return {
    key: code.toLowerCase(),
    code,
    name: setNameOf(productName) || code,
    releasedOn: null,
    type: null,
    totalCards: null,
    stub: true,
  };
}
