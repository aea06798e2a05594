import type { EntityManager } from 'typeorm';
import { CONDITIONS, FINISHES } from '../domain/catalog.ts';
import type { Condition, Finish, GameCode, ProductKind, ProductStatus } from '../domain/catalog.ts';
import type { UnderstoodQuery } from './understand-query.ts';

/** Which products: the schema's `ProductFilter`, with the status decided. */
export interface ProductFilter {
  readonly game?: GameCode | null | undefined;
  readonly setCode?: string | null | undefined;
  readonly rarity?: string | null | undefined;
  readonly kind?: ProductKind | null | undefined;
  readonly condition?: Condition | null | undefined;
  readonly finish?: Finish | null | undefined;
  readonly language?: string | null | undefined;
  readonly inStock?: boolean | null | undefined;
  readonly priceMin?: number | null | undefined;
  readonly priceMax?: number | null | undefined;
  readonly status: ProductStatus;
}

/** A relation of the rows of `product_search` that match, each with its `tier`: how well, 0 best. */
export interface ProductMatch {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /** Whether it compares words by likeness, for which the connection wants `tuneLikeness`. */
  readonly byLikeness: boolean;
}

/**
 * How like a word of a name a typed word must be, as pg_trgm's word_similarity says: `pikchu` is 0.5 of `pikachu`, `blck` 0.4 of `black`.
 * Lower lets words in that have little in common; the best come first anyway.
 */
const LIKENESS = '0.4';

/** Sets the likeness that the index compares by, for the connection; that is all that this setting is used for in this database. */
export async function tuneLikeness(connection: EntityManager, { byLikeness }: ProductMatch): Promise<void> {
  if (byLikeness)
    await connection.query("SELECT set_config('pg_trgm.word_similarity_threshold', $1, false)", [LIKENESS]);
}

/**
 * The products of a store that a query and a filter match. Words are looked for in the printings' texts, which have no store and so may
 * use their indexes, and the store's products joined to them; a product with words of its own is looked at itself. (Migration
 * `reference-cards` says why.)
 */
export function matchProducts(
  tenantId: string,
  query: UnderstoodQuery | null,
  filter: ProductFilter,
): ProductMatch {
  const parameters: unknown[] = [];
  const $ = (value: unknown) => `$${parameters.push(value)}`;
  const conditions = [`p.tenant_id = ${$(tenantId)}`, ...filterConditions(filter, $)].join(' AND ');
  if (!query)
    return {
      sql: `SELECT p.*, 0 AS tier FROM product_search p WHERE ${conditions}`,
      parameters,
      byLikeness: false,
    };
  const { matches, tier } = textConditions(query, $);
  const sql = `
    SELECT p.*, ${tier('w.document', 'w.name')} AS tier
    FROM product_search p JOIN print_search w ON w.print_id = p.print_id
    WHERE ${conditions} AND p.own_document IS NULL AND ${matches('w.document', 'w.name')}
    UNION ALL
    SELECT p.*, ${tier('p.own_document', 'p.sort_name')} AS tier
    FROM product_search p
    WHERE ${conditions} AND p.own_document IS NOT NULL AND ${matches('p.own_document', 'p.sort_name')}`;
  return { sql, parameters, byLikeness: query.mode === 'SIMILAR' };
}

type Parameter = (value: unknown) => string;

function textConditions(query: UnderstoodQuery, $: Parameter) {
  const name = $(query.name);
  if (query.mode === 'WORDS') {
    const words = $(query.words.map((word) => `${word}:*`).join(' & '));
    const inName = $(query.words.map((word) => `${word}:*A`).join(' & '));
    return {
      matches: (document: string) => `${document} @@ ${words}::tsquery`,
      tier: (document: string, column: string) =>
        `CASE WHEN ${column} = ${name} THEN 0 WHEN starts_with(${column}, ${name}) THEN 1
          WHEN ${document} @@ ${inName}::tsquery THEN 2 ELSE 3 END`,
    };
  }
  const each = query.words.map((word) => {
    const exact = $(`${word}:*`);
    // Two letters have no three in a row to compare.
    const like = word.length < 3 ? null : $(word);
    return (document: string, column: string) =>
      like === null
        ? `${document} @@ ${exact}::tsquery`
        : `(${document} @@ ${exact}::tsquery OR ${like}::text <% ${column})`;
  });
  return {
    matches: (document: string, column: string) => each.map((word) => word(document, column)).join(' AND '),
    tier: (_document: string, column: string) => `1000 - (1000 * similarity(${column}, ${name}))::int`,
  };
}

function filterConditions(filter: ProductFilter, $: Parameter): string[] {
  const { game, setCode, rarity, kind, language, priceMin, priceMax, status } = filter;
  const conditions = [`p.status = ${$(status)}`];
  if (game != null) conditions.push(`p.game = ${$(game)}`);
  if (setCode != null) conditions.push(`upper(p.set_code) = upper(${$(setCode)})`);
  if (rarity != null) conditions.push(`lower(p.rarity) = lower(${$(rarity)})`);
  if (kind != null) conditions.push(`p.kind = ${$(kind)}`);
  if (language != null) conditions.push(`p.language = upper(${$(language)})`);
  if (priceMin != null) conditions.push(`p.price_from_minor >= ${$(priceMin)}`);
  if (priceMax != null) conditions.push(`p.price_from_minor <= ${$(priceMax)}`);
  conditions.push(...offerConditions(filter, $));
  return conditions;
}

/** Near mint and in stock means that a near mint copy is in stock, so that filters on variants are held against single variants. */
function offerConditions({ condition, finish, inStock }: ProductFilter, $: Parameter): string[] {
  if (condition == null && finish == null) return inStock == null ? [] : [`p.in_stock = ${$(inStock)}`];
  const conditions = condition == null ? [...CONDITIONS, ''] : [condition];
  const finishes = finish == null ? [...FINISHES, ''] : [finish];
  const stock = inStock == null ? ['0', '1'] : [inStock ? '1' : '0'];
  const offers = conditions.flatMap((c) => finishes.flatMap((f) => stock.map((s) => `${c}/${f}/${s}`)));
  return [`p.offers && ${$(offers)}::text[]`];
}
