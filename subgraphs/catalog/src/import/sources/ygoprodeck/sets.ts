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
  const byCode = new Map<string, { readonly productName: string; readonly set: NeutralSet }>();
  for (const record of records) {
    const fields = fieldsOf(record);
    const code = line(fields, 'set_code')?.toUpperCase();
    const productName = line(fields, 'set_name');
    if (!code || !productName) continue;
    const earlier = byCode.get(code)?.productName;
    if (earlier !== undefined && !isShorter(productName, earlier)) continue;
    const set: NeutralSet = {
      ...hintedSet(code, productName),
      releasedOn: dayOf(line(fields, 'tcg_date')),
      totalCards: number(fields, 'num_of_cards'),
      stub: false,
    };
    byCode.set(code, { productName, set });
  }
  return { ofCode: (code) => byCode.get(code.toUpperCase())?.set ?? null };
}

/** Of equally long names the first one in order, so that the order of the feed changes nothing. */
function isShorter(name: string, than: string): boolean {
  return name.length < than.length || (name.length === than.length && name < than);
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
