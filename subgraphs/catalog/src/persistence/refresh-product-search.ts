import type { EntityManager } from 'typeorm';
import { touchListingsOfProducts } from './channel-listings.ts';

/** What a product's variants come to, one row (`o`) for each product `p`. A price of the channel online wins over the base price. */
export const OFFERS = `LATERAL (
  SELECT
    coalesce(array_agg(DISTINCT v.condition ORDER BY v.condition) FILTER (WHERE v.condition IS NOT NULL), '{}') AS conditions,
    coalesce(array_agg(DISTINCT v.finish ORDER BY v.finish) FILTER (WHERE v.finish IS NOT NULL), '{}') AS finishes,
    coalesce(array_agg(DISTINCT concat_ws('/', coalesce(v.condition, ''), coalesce(v.finish, ''),
      CASE WHEN stock.available > 0 THEN '1' ELSE '0' END)), '{}') AS offers,
    coalesce(bool_or(stock.available > 0), false) AS in_stock,
    min(coalesce(online.amount_minor, base.amount_minor)) AS price_from_minor
  FROM product_variants v
  LEFT JOIN LATERAL (
    SELECT sum(k.available_online) AS available FROM variant_stock k
    WHERE k.tenant_id = v.tenant_id AND k.variant_id = v.id
  ) stock ON true
  LEFT JOIN variant_prices online
    ON online.tenant_id = v.tenant_id AND online.variant_id = v.id AND online.channel = 'online'
  LEFT JOIN variant_prices base
    ON base.tenant_id = v.tenant_id AND base.variant_id = v.id AND base.channel = ''
  WHERE v.tenant_id = p.tenant_id AND v.product_id = p.id
) o`;

const REFRESH = `
  WITH said AS MATERIALIZED (
    SELECT p.tenant_id, p.id AS product_id, p.status, p.kind, p.tags, p.print_id, r.card_id, r.released_at AS released_on, g.code AS game,
      s.code AS set_code, r.rarity, r.language, coalesce(c.traits, '{}') AS traits,
      o.conditions, o.finishes, o.offers, o.in_stock, o.price_from_minor,
      coalesce(nullif(catalog_normalise(p.title), ''), lower(p.title)) AS sort_name,
      CASE WHEN p.kind <> 'CARD' OR p.title_chosen THEN
        setweight(catalog_words(p.title), 'A')
        || setweight(catalog_words(concat_ws(' ', p.vendor, array_to_string(p.tags, ' '))), 'B')
        || setweight(catalog_words(left(p.description, 5000)), 'D')
        || coalesce(w.document, ''::tsvector) || coalesce(c.document, ''::tsvector)
      END AS own_document
    FROM products p
    LEFT JOIN prints r ON r.id = p.print_id
    LEFT JOIN card_sets s ON s.id = r.set_id
    LEFT JOIN games g ON g.id = r.game_id
    LEFT JOIN print_search w ON w.print_id = p.print_id
    LEFT JOIN card_search c ON c.card_id = r.card_id
    CROSS JOIN ${OFFERS}
    WHERE p.tenant_id = $1 AND p.id = ANY($2::uuid[])
    ORDER BY p.id
  ), ranked AS (
    INSERT INTO product_ranks AS t (tenant_id, product_id, status, price_from_minor)
    SELECT tenant_id, product_id, status, price_from_minor FROM said
    ON CONFLICT (tenant_id, product_id) DO UPDATE SET status = excluded.status, price_from_minor = excluded.price_from_minor
      WHERE (t.status, t.price_from_minor) IS DISTINCT FROM (excluded.status, excluded.price_from_minor)
  ), untagged AS (
    DELETE FROM product_tags t USING said s
    WHERE t.tenant_id = $1 AND t.product_id = ANY ($2::uuid[]) AND t.product_id = s.product_id AND NOT t.tag = ANY (s.tags)
  ), tagged AS (
    INSERT INTO product_tags AS t (tenant_id, product_id, tag, status)
    SELECT tenant_id, product_id, tag, status FROM said, unnest(tags) tag
    ON CONFLICT (tenant_id, product_id, tag) DO UPDATE SET status = excluded.status WHERE t.status <> excluded.status
  )
  INSERT INTO product_search (tenant_id, product_id, status, kind, print_id, card_id, released_on, game,
    set_code, rarity, language, traits, conditions, finishes, offers, in_stock, sort_name, own_document)
  SELECT tenant_id, product_id, status, kind, print_id, card_id, released_on, game,
    set_code, rarity, language, traits, conditions, finishes, offers, in_stock, sort_name, own_document FROM said
  ON CONFLICT (tenant_id, product_id) DO UPDATE SET
    status = excluded.status, kind = excluded.kind, print_id = excluded.print_id,
    card_id = excluded.card_id, released_on = excluded.released_on, game = excluded.game, set_code = excluded.set_code,
    rarity = excluded.rarity, language = excluded.language, traits = excluded.traits,
    conditions = excluded.conditions, finishes = excluded.finishes, offers = excluded.offers,
    in_stock = excluded.in_stock, sort_name = excluded.sort_name, own_document = excluded.own_document`;

/**
 * Makes the search's rows of products, and with them what channels are told of their variants, what the products, their printings, prices and stock say now. Call it after the last write of the
 * transaction. The rows are locked first, by a statement of its own, so that the second statement sees what a concurrent transaction
 * that held them has written: a price and a stock change at the same moment would otherwise undo each other here.
 */
export async function refreshProductSearch(
  tx: EntityManager,
  tenantId: string,
  productIds: readonly string[],
): Promise<void> {
  if (productIds.length === 0) return;
  await lockProducts(tx, tenantId, productIds);
  await tx.query(REFRESH, [tenantId, productIds]);
  await touchListingsOfProducts(tx, tenantId, productIds);
}

/** Like `refreshProductSearch`, where only prices or stock can have changed. */
export async function refreshOffers(
  tx: EntityManager,
  tenantId: string,
  productIds: readonly string[],
): Promise<void> {
  if (productIds.length === 0) return;
  await lockProducts(tx, tenantId, productIds);
  await tx.query(REFRESH_OFFERS, [tenantId, productIds]);
}

/** Most changes are of prices: those leave the wide row with its many indexes alone. */
const REFRESH_OFFERS = `
  WITH o AS MATERIALIZED (
    SELECT p.id, o.* FROM products p CROSS JOIN ${OFFERS} WHERE p.tenant_id = $1 AND p.id = ANY ($2::uuid[])
  ), offered AS (
    UPDATE product_search t SET offers = o.offers, in_stock = o.in_stock FROM o
    WHERE t.tenant_id = $1 AND t.product_id = o.id AND (t.offers, t.in_stock) IS DISTINCT FROM (o.offers, o.in_stock)
  )
  UPDATE product_ranks t SET price_from_minor = o.price_from_minor FROM o
  WHERE t.tenant_id = $1 AND t.product_id = o.id AND t.price_from_minor IS DISTINCT FROM o.price_from_minor`;

/** Adds ordered pieces of variants to those of their products; variants that are gone count for nothing. */
export async function addOrdered(
  tx: EntityManager,
  tenantId: string,
  pieces: ReadonlyMap<string, number>,
): Promise<void> {
  const rows: { productId: string }[] = await tx.query(
    'SELECT DISTINCT product_id AS "productId" FROM product_variants WHERE tenant_id = $1 AND id = ANY($2::uuid[])',
    [tenantId, [...pieces.keys()]],
  );
  if (rows.length === 0) return;
  await lockProducts(
    tx,
    tenantId,
    rows.map(({ productId }) => productId),
  );
  // Some two thousand million pieces are as popular as the sort can tell.
  await tx.query(
    `UPDATE product_ranks p SET ordered = least(p.ordered + o.pieces, 2147483647)::int
     FROM (
       SELECT v.product_id, sum(t.pieces) AS pieces
       FROM unnest($2::uuid[], $3::bigint[]) AS t(variant_id, pieces)
       JOIN product_variants v ON v.tenant_id = $1 AND v.id = t.variant_id GROUP BY v.product_id
     ) o WHERE p.tenant_id = $1 AND p.product_id = o.product_id`,
    [tenantId, [...pieces.keys()], [...pieces.values()]],
  );
}

/** The next products of a store in the order of their ids, at most so many; `after` is null at first. */
export async function productsAfter(
  tx: EntityManager,
  tenantId: string,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `SELECT product_id AS id FROM product_search
     WHERE tenant_id = $1 AND ($2::uuid IS NULL OR product_id > $2) ORDER BY product_id LIMIT $3`,
    [tenantId, after, limit],
  );
  return rows.map(({ id }) => id);
}

/** Every product of the search has one row in `product_ranks`; who holds it writes both. */
async function lockProducts(
  tx: EntityManager,
  tenantId: string,
  productIds: readonly string[],
): Promise<void> {
  await tx.query(
    `SELECT product_id FROM product_ranks WHERE tenant_id = $1 AND product_id = ANY($2::uuid[])
     ORDER BY product_id FOR UPDATE`,
    [tenantId, productIds],
  );
}
