import type { Language } from '@longbox/sku';
import { plainCase } from '../../build-printing.ts';
import { line, type Fields } from '../../read-fields.ts';
import { isRarity, rarityCode, rarityRank } from './rarity.ts';

/** One printing that a card's record lists. */
export interface ListedPrint {
  /** As it stands on the card: `ROTD-EN045`. */
  readonly code: string;
  readonly setCode: string;
  readonly setName: string;
  /** The code without the set: `EN045`. */
  readonly collectorNumber: string;
  readonly skuNumber: string;
  readonly language: Language;
  readonly rarity: string | null;
  /** What stood where a rarity should: `Reprint`, `European debut`. */
  readonly mark: string | null;
  /** Whether others have the same code, which only their rarity tells from it. */
  readonly isOneOfSeveral: boolean;
  readonly isPromotion: boolean;
  /** As the feed writes them, the first one said of this printing in front. */
  readonly prices: readonly unknown[];
}

/**
 * The printings of a record, one for each code and rarity: the feed lists many twice, with other prices or another name of the product.
 * What is not a rarity makes a printing only when its code has no other.
 */
export function listedPrints(entries: readonly Fields[]): ListedPrint[] {
  const byCode = new Map<string, Map<string, Entry>>();
  for (const fields of entries) {
    const entry = entryOf(fields);
    if (!entry) continue;
    const rarities = byCode.get(entry.code) ?? new Map<string, Entry>();
    byCode.set(entry.code, rarities);
    const key = (entry.rarity ?? '').toLowerCase();
    const earlier = rarities.get(key);
    if (earlier) earlier.prices.push(...entry.prices);
    else rarities.set(key, entry);
  }
  return [...byCode.values()].flatMap((rarities) => {
    if (rarities.size > 1) rarities.delete('');
    return numbered([...rarities.values()]);
  });
}

type Entry = Omit<ListedPrint, 'skuNumber' | 'prices' | 'isOneOfSeveral'> & {
  readonly skuBase: string;
  readonly rarityCode: string;
  readonly prices: unknown[];
};

function entryOf(fields: Fields): Entry | null {
  const code = line(fields, 'set_code')?.toUpperCase();
  if (!code) return null;
  const said = line(fields, 'set_rarity');
  const rarity = said !== null && isRarity(said) ? said : null;
  const setName = line(fields, 'set_name') ?? '';
  return {
    code,
    ...splitCode(code),
    setName,
    rarity,
    mark: said !== null && rarity === null && /[a-z]{3}/i.test(said) ? said : null,
    rarityCode: rarity === null ? '' : rarityCode(rarity, line(fields, 'set_rarity_code')),
    isPromotion: /promotion|participation card|subscription|collectible tins|mega-?tins?\b|sample card/i.test(
      setName,
    ),
    prices: [fields['set_price']],
  };
}

/** Of several rarities of one code the lowest has the plain number, whatever the order in the feed. */
function numbered(entries: readonly Entry[]): ListedPrint[] {
  const lowest = [...entries].sort(
    (a, b) => rarityRank(a.rarity) - rarityRank(b.rarity) || ((a.rarity ?? '') < (b.rarity ?? '') ? -1 : 1),
  )[0];
  const codes = entries.map((entry) => entry.rarityCode);
  return entries.map((entry, index) => {
    const { skuBase, rarityCode: short, ...said } = entry;
    const print = { ...said, isOneOfSeveral: entries.length > 1 };
    if (entry === lowest) return { ...print, skuNumber: skuBase };
    const isOwn = short !== '' && codes.indexOf(short) === codes.lastIndexOf(short);
    return { ...print, skuNumber: `${skuBase}_${isOwn ? short : `${short}${index}`}` };
  });
}

/** Regions of codes, longest first. `E` and `A` are English editions of Europe and Asia with numbers of their own. */
const REGIONS: readonly (readonly [string, Language])[] = [
  ['EN', 'EN'],
  ['AE', 'EN'],
  ['FR', 'FR'],
  ['DE', 'DE'],
  ['IT', 'IT'],
  ['SP', 'ES'],
  ['PT', 'PT'],
  ['JP', 'JP'],
  ['KR', 'KO'],
  ['SC', 'ZHS'],
  ['TC', 'ZHT'],
  ['E', 'EN'],
  ['A', 'EN'],
  ['F', 'FR'],
  ['G', 'DE'],
  ['I', 'IT'],
  ['S', 'ES'],
  ['P', 'PT'],
  ['J', 'JP'],
  ['K', 'KO'],
];

/**
 * `ROTD-EN045` is number 045 of ROTD in English. `LOB-005` without a region is the American print, whose numbers are not those of Europe:
 * `NA005` in SKUs. A code without a hyphen, `DB5`, is its letters and its number.
 */
function splitCode(code: string): Pick<Entry, 'setCode' | 'collectorNumber' | 'language' | 'skuBase'> {
  const hyphen = code.indexOf('-');
  const [, letters = code, digits = code] = /^(.*?[^0-9])([0-9]+)$/.exec(code) ?? [];
  const setCode = hyphen > 0 ? code.slice(0, hyphen) : letters;
  const collectorNumber = (hyphen > 0 ? code.slice(hyphen + 1) : digits) || code;
  // English numbers may have a letter (`ENA01`, `ENSE1`, `ENTKN`); other regions count with digits alone, and `SE1` is no Spanish card.
  const rest = collectorNumber.slice(2);
  if (collectorNumber.startsWith('EN') && rest !== '')
    return { setCode, collectorNumber, language: 'EN', skuBase: plainCase(rest) };
  const region = REGIONS.find(
    ([name]) => collectorNumber.startsWith(name) && /^\d{2,}$/.test(collectorNumber.slice(name.length)),
  );
  if (region) return { setCode, collectorNumber, language: region[1], skuBase: plainCase(collectorNumber) };
  return { setCode, collectorNumber, language: 'EN', skuBase: plainCase(`NA${collectorNumber}`) };
}
