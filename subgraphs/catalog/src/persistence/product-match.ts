import { CONDITIONS, FINISHES } from '../domain/catalog.ts';
import type { Condition, Finish, GameCode, ProductKind, ProductStatus } from '../domain/catalog.ts';
import { keyPart } from './product-facets.ts';
import type { LikelyQuery, UnderstoodQuery } from './understand-query.ts';

/** Which products: the schema's `ProductFilter`, with the status decided. */
export interface ProductFilter {
  readonly game?: GameCode | null | undefined;
  readonly setCode?: string | null | undefined;
  readonly rarity?: string | null | undefined;
  readonly kind?: ProductKind | null | undefined;
  readonly color?: string | null | undefined;
  readonly type?: string | null | undefined;
  readonly legalIn?: string | null | undefined;
  readonly condition?: Condition | null | undefined;
  readonly finish?: Finish | null | undefined;
  readonly language?: string | null | undefined;
  readonly inStock?: boolean | null | undefined;
  readonly priceMin?: number | null | undefined;
  readonly priceMax?: number | null | undefined;
  readonly category?: string | null | undefined;
  readonly tag?: string | null | undefined;
  readonly vendor?: string | null | undefined;
  readonly status: ProductStatus;
}

/** Some of the products that match, none of which another part has. */
export interface MatchPart {
  /** How well they match, 0 best: a number where all match alike, otherwise an expression. */
  readonly tier: number | string;
  /** What stands behind FROM, conditions included, with the products `p` as `PRODUCTS` or `RANKED_PRODUCTS` has them. */
  readonly from: (products: string) => string;
}

export const PRODUCTS = 'product_search p';
/** With what they are ordered by that changes often, `k`. */
export const RANKED_PRODUCTS = `(product_search p JOIN product_ranks k
  ON k.tenant_id = p.tenant_id AND k.product_id = p.product_id AND k.status = p.status)`;

/** The products that match. */
export interface ProductMatch {
  /** The queries that the parts build on, as they stand behind `WITH`; none when empty. */
  readonly ctes: readonly string[];
  readonly parts: readonly MatchPart[];
  readonly parameters: readonly unknown[];
  /** Whether words are looked for. */
  readonly byWords: boolean;
  /** Whether prices are filtered by, so that the parts need `RANKED_PRODUCTS`. */
  readonly byPrice: boolean;
  /** Where only what a facet key holds is filtered by: the store's products without that filter, and the filter on keys `p`. */
  readonly byKey: { readonly from: string; readonly conditions: string } | null;
}

/** How like a word of a name a typed word must be in titles that a store chose, as pg_trgm's word_similarity says. */
const LIKENESS = '0.4';

type Parameter = (value: unknown) => string;

function collected(tenantId: string, filter: ProductFilter) {
  const parameters: unknown[] = [];
  const $ = (value: unknown) => `$${parameters.push(value)}`;
  const store = `p.tenant_id = ${$(tenantId)} AND p.status = ${$(filter.status)}`;
  const ofKey = keyConditions(filter, $);
  const ofKeys = ofKey.map(({ onKey }) => onKey).join(' AND ') || 'true';
  const ofRow = [...rowConditions(filter, $), ...storeConditions(filter, $)];
  const conditions = [store, ...ofKey.map(({ onRow }) => onRow), ...ofRow].join(' AND ');
  return { parameters, $, store, ofKeys, ofRow, conditions, byPrice: isByPrice(filter) };
}

/** Whether prices decide what a filter lets through. */
export const isByPrice = ({ priceMin, priceMax }: ProductFilter) => priceMin != null || priceMax != null;

/** The products of a store that a filter lets through. */
export function matchAll(tenantId: string, filter: ProductFilter): ProductMatch {
  const { parameters, store, ofKeys, ofRow, conditions, byPrice } = collected(tenantId, filter);
  return {
    ctes: [],
    parts: [{ tier: 0, from: (products) => `${products} WHERE ${conditions}` }],
    parameters,
    byWords: false,
    byPrice,
    byKey: ofRow.length > 0 ? null : { from: `${PRODUCTS} WHERE ${store}`, conditions: ofKeys },
  };
}

/**
 * The products of a store that have every word of a query and that a filter lets through. Words are looked for in the texts of printings
 * and cards, which have no store and so may use their indexes, and the store's products joined to them; a product with words of its own
 * is looked at itself. (Migration `reference-cards` says why.) The tiers: the name or a printing's code is the query; the name begins with it; the name
 * and codes are it; the name has its words; name, set and codes have them; the text of the card has them.
 */
export function matchWords(tenantId: string, query: UnderstoodQuery, filter: ProductFilter): ProductMatch {
  const { parameters, $, conditions, byPrice } = collected(tenantId, filter);
  const name = $(query.name);
  const inNames = $(wordsQuery(query.words, true));
  const inTexts = $(wordsQuery(query.words, false));
  const inName = (column: string) =>
    query.words.map((word) => `strpos(' ' || ${column}, ${$(` ${word}`)}) > 0`).join(' AND ');
  const tier = (column: string, otherwise: string) =>
    `CASE WHEN ${column} = ${name} THEN 0 WHEN starts_with(${column}, ${name}) THEN 1
      WHEN strpos(' ' || ${name} || ' ', ' ' || ${column} || ' ') > 0 THEN 2 WHEN ${inName(column)} THEN 3 ELSE ${otherwise} END`;
  const text = (which: string): MatchPart => ({
    tier: 5,
    from: (products) => `card_search c JOIN ${products} ON p.card_id = c.card_id
      WHERE ${conditions} AND p.own_document IS NULL AND p.print_id NOT IN (SELECT print_id FROM named) AND ${which}`,
  });
  const rest = query.words.filter((word) => !query.setCodes.includes(word.toUpperCase()));
  const parts: MatchPart[] = [
    {
      tier: 'n.tier',
      from: (products) =>
        `named n JOIN ${products} ON p.print_id = n.print_id WHERE ${conditions} AND p.own_document IS NULL`,
    },
    text(`c.document @@ ${inTexts}::tsquery`),
    {
      tier: tier('p.sort_name', '4'),
      from: (products) =>
        `${products} WHERE ${conditions} AND p.own_document IS NOT NULL AND p.own_document @@ ${inNames}::tsquery`,
    },
  ];
  // The text of the card and the code of the set: hardly any text has both.
  if (query.setCodes.length > 0 && rest.length > 0)
    parts.push(
      text(`c.document @@ ${$(wordsQuery(rest, false))}::tsquery AND NOT c.document @@ ${inTexts}::tsquery
        AND p.set_code = ANY (${$(query.setCodes)}::text[])`),
    );
  // Looked at in the printings themselves, which are few: both its words are in none but those of one number.
  const isCode =
    query.code === null
      ? 'false'
      : `EXISTS (SELECT FROM prints r WHERE r.id = w.print_id AND ${$(query.code)} = ANY (r.search_codes))`;
  const named = `named AS MATERIALIZED (
    SELECT w.print_id, CASE WHEN ${isCode} THEN 0 ELSE ${tier('w.name', '4')} END AS tier
    FROM print_search w WHERE w.document @@ ${inNames}::tsquery)`;
  return { ctes: [named], parts, parameters, byWords: true, byPrice, byKey: null };
}

/** The products of a store whose names are like a query, the likest first. */
export function matchLikely(tenantId: string, query: LikelyQuery, filter: ProductFilter): ProductMatch {
  const { parameters, $, conditions, byPrice } = collected(tenantId, filter);
  const name = $(query.name);
  const likeness = (column: string) => `1000 - (1000 * similarity(${column}, ${name}))::int`;
  const words = query.words.map((word, index) => {
    const meant = [prefixed(word, true), ...(query.alternatives[index] ?? [])];
    return `(${meant.join(' | ')})`;
  });
  const own = query.words.map((word) =>
    word.length < 3
      ? `p.own_document @@ ${$(prefixed(word, true))}::tsquery`
      : `word_similarity(${$(word)}, p.sort_name) >= ${LIKENESS}`,
  );
  const named = `named AS MATERIALIZED (
    SELECT w.print_id, ${likeness('w.name')} AS tier FROM print_search w WHERE w.document @@ ${$(words.join(' & '))}::tsquery)`;
  const parts: MatchPart[] = [
    {
      tier: 'n.tier',
      from: (products) =>
        `named n JOIN ${products} ON p.print_id = n.print_id WHERE ${conditions} AND p.own_document IS NULL`,
    },
    {
      tier: likeness('p.sort_name'),
      from: (products) =>
        `${products} WHERE ${conditions} AND p.own_document IS NOT NULL AND ${own.join(' AND ')}`,
    },
  ];
  if (query.cardIds.length > 0) {
    const cardIds = $(query.cardIds);
    parts.push({
      tier: likeness('p.sort_name'),
      from: (
        products,
      ) => `${products} WHERE ${conditions} AND p.own_document IS NULL AND p.card_id = ANY (${cardIds}::uuid[])
        AND p.print_id NOT IN (SELECT print_id FROM named)`,
    });
  }
  return { ctes: [named], parts, parameters, byWords: true, byPrice, byKey: null };
}

/** A query of PostgreSQL for texts that have all the words. */
export function wordsQuery(words: readonly string[], inNames: boolean): string {
  return words.map((word, index) => prefixed(word, inNames && index === words.length - 1)).join(' & ');
}

/**
 * A word stands for those that begin with it, but for numbers and for short ones: hundreds of words begin with two letters, and half of
 * all texts with one of them. The last word of a name may be begun with two.
 */
function prefixed(word: string, mayBeBegun: boolean): string {
  const begun = word.length > 2 || (mayBeBegun && word.length === 2);
  return begun && !/^\d+$/.test(word) ? `${word}:*` : word;
}

/** A condition on a row `p` of `product_search`, and the same on a facet key `p`. */
interface KeyCondition {
  readonly onRow: string;
  readonly onKey: string;
}

/** What a product's facet key can be held against. A set is not among it: an index finds its few products sooner than all keys are counted. */
function keyConditions(
  { game, rarity, kind, language, ...filter }: ProductFilter,
  $: Parameter,
): KeyCondition[] {
  const conditions: KeyCondition[] = [];
  const held = (wanted: unknown, row: string, key: string, is: (of: string, value: string) => string) => {
    if (wanted == null) return;
    const value = $(wanted);
    conditions.push({ onRow: is(row, value), onKey: is(key, value) });
  };
  held(game, 'p.game', keyPart('game'), (of, value) => `${of} = ${value}`);
  held(rarity, 'p.rarity', keyPart('rarity'), (of, value) => `lower(${of}) = lower(${value})`);
  held(kind, 'p.kind', keyPart('kind'), (of, value) => `${of} = ${value}`);
  held(language, 'p.language', keyPart('language'), (of, value) => `${of} = upper(${value})`);
  const inStock = asksForOffers(filter) ? null : filter.inStock;
  held(inStock, 'p.in_stock', `${keyPart('inStock')}::boolean`, (of, value) => `${of} = ${value}`);
  return conditions;
}

function rowConditions(filter: ProductFilter, $: Parameter): string[] {
  const { setCode } = filter;
  const conditions: string[] = [];
  if (setCode != null) conditions.push(`p.set_code = upper(${$(setCode)})`);
  conditions.push(...priceConditions(filter, $));
  conditions.push(...traitConditions(filter, $));
  if (asksForOffers(filter)) conditions.push(offerCondition(filter, $));
  return conditions;
}

/** What the store itself has said of its products. It stands apart, and is looked up when it is filtered by. `$1` is the store, `$2` the status. */
function storeConditions({ category, tag, vendor }: ProductFilter, $: Parameter): string[] {
  const conditions: string[] = [];
  if (category != null)
    conditions.push(`p.product_id IN (
      WITH RECURSIVE below AS (
        SELECT id FROM categories WHERE tenant_id = $1 AND handle = ${$(category)}
        UNION ALL SELECT k.id FROM categories k JOIN below ON k.tenant_id = $1 AND k.parent_id = below.id)
      SELECT m.product_id FROM product_categories m JOIN below ON m.tenant_id = $1 AND m.category_id = below.id)`);
  if (tag != null)
    conditions.push(
      `p.product_id IN (SELECT product_id FROM product_tags WHERE tenant_id = $1 AND status = $2 AND tag = ${$(tag)})`,
    );
  if (vendor != null)
    conditions.push(
      `p.product_id IN (SELECT id FROM products WHERE tenant_id = $1 AND status = $2 AND vendor = ${$(vendor)})`,
    );
  return conditions;
}

/** On the number that has an index, where what has no price stands behind everything. */
function priceConditions({ priceMin, priceMax }: ProductFilter, $: Parameter): string[] {
  const conditions: string[] = [];
  if (priceMin != null) conditions.push(`k.price_up >= ${$(priceMin)}`);
  if (priceMax != null) conditions.push(`k.price_up <= ${$(priceMax)}`);
  return conditions.length === 0 ? [] : [...conditions, 'k.price_up < 2147483647'];
}

function traitConditions({ color, type, legalIn }: ProductFilter, $: Parameter): string[] {
  const conditions: string[] = [];
  if (color != null) conditions.push(`p.traits @> ARRAY['color:' || lower(${$(color)})]`);
  if (type != null)
    conditions.push(
      `p.traits @> ARRAY(SELECT 'type:' || word FROM unnest(catalog_word_list(${$(type)})) word)`,
    );
  if (legalIn != null) conditions.push(`p.traits @> ARRAY['legal:' || lower(${$(legalIn)})]`);
  return conditions;
}

/** Near mint and in stock means that a near mint copy is in stock, so that filters on variants are held against single variants. */
function asksForOffers({ condition, finish }: Pick<ProductFilter, 'condition' | 'finish'>): boolean {
  return condition != null || finish != null;
}

function offerCondition({ condition, finish, inStock }: ProductFilter, $: Parameter): string {
  const conditions = condition == null ? [...CONDITIONS, ''] : [condition];
  const finishes = finish == null ? [...FINISHES, ''] : [finish];
  const stock = inStock == null ? ['0', '1'] : [inStock ? '1' : '0'];
  const offers = conditions.flatMap((c) => finishes.flatMap((f) => stock.map((s) => `${c}/${f}/${s}`)));
  return `p.offers && ${$(offers)}::text[]`;
}
