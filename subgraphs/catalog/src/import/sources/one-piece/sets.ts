import { dayOf } from '../../clean-text.ts';
import type { NeutralSet } from '../../neutral.ts';
import { fieldsOf, line, object, type Fields } from '../../read-fields.ts';

/** What the reference files (apitcg's sets, vegapull's packs) say. */
export interface OnePieceSets {
  ofCode(code: string): NeutralSet | null;
  ofRecord(fields: Fields): NeutralSet | null;
  /** The product's own words by the id of its pack. */
  productOfPack(packId: string): string | null;
}

/** `OP-01`, `op01` and `OP01` are one set. */
export function setCodeOf(label: string): string {
  return label.toUpperCase().replace(/^([A-Z]+)-(?=[0-9])/, '$1');
}

/** The set code and name in a product's free text; null when it has no code. */
export function labelOf(product: string | null): { readonly code: string; readonly name: string } | null {
  if (product === null) return null;
  const [, before = '', label] = /^(.*?)\[\s*([A-Za-z]+-?[0-9]+)[^\]]*\]$/.exec(product) ?? [];
  const code = label ?? /^[A-Z]+-?[0-9]+$/.exec(product)?.[0];
  if (!code) return null;
  // The kind of product, and the dashes that the publisher puts around names.
  const name = before
    .replace(
      /^(?:(?:STARTER|ULTRA) DECK(?: EX)?|(?:BOOSTER|PREMIUM|EXTRA) (?:PACK|BOOSTER)|BOOSTER PACK)\s+/i,
      '',
    )
    .trim()
    .replace(/^-+\s*|\s*-+$/g, '')
    .trim();
  return { code: setCodeOf(code), name: name === '' ? setCodeOf(code) : name };
}

export function isSetRecord(fields: Fields): boolean {
  return (
    object(fields, 'title_parts') !== null ||
    (line(fields, 'releaseDate') !== null && fields['family'] === undefined)
  );
}

/** The set of a reference record; null when it has no code, as promotions do. */
function describedSet(fields: Fields): NeutralSet | null {
  const label = labelOf(line(fields, 'raw_title'));
  const said = label?.code ?? setCodeOf(line(fields, 'code') ?? '');
  // Numbers of promotional cards begin with `P-`.
  const code = said === 'PROMOS' ? 'P' : said;
  const name = label?.name ?? line(fields, 'name');
  if (!/^[A-Z]+[0-9]*$/.test(code) || !name) return null;
  return { ...hintedSet(code, name), releasedOn: dayOf(line(fields, 'releaseDate')), stub: false };
}

/** The reference records by code: what several of them say of one set is put together, the first one's name and the first day said. */
export function createSets(records: readonly unknown[]): OnePieceSets {
  const byCode = new Map<string, NeutralSet>();
  const products = new Map<string, string>();
  for (const record of records) {
    const fields = fieldsOf(record);
    if (!fields) continue;
    const set = describedSet(fields);
    const id = line(fields, 'id');
    const title = line(fields, 'raw_title');
    if (id && title) products.set(id, title);
    if (!set) continue;
    const earlier = byCode.get(set.code);
    byCode.set(set.code, earlier ? { ...earlier, releasedOn: earlier.releasedOn ?? set.releasedOn } : set);
  }
  return {
    ofCode: (code) => byCode.get(code) ?? null,
    ofRecord: (fields) => byCode.get(describedSet(fields)?.code ?? '') ?? null,
    productOfPack: (packId) => products.get(packId) ?? null,
  };
}

/** What a card's number and product say of a set; its code stands for a name that nobody said. */
export function hintedSet(code: string, name: string | null): NeutralSet {
  return {
    key: code.toLowerCase(),
    code,
    name: name ?? code,
    releasedOn: null,
    type: null,
    totalCards: null,
    stub: true,
  };
}
