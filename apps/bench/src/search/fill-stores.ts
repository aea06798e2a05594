import type pg from 'pg';
import { ID_FUNCTION } from './fill-reference.ts';
import { VARIANTS_A_PRODUCT, printsIn, productsOfStores, type Size } from './size.ts';

/** A generated store. Its products have the numbers from `from` on. */
export interface BenchStore {
  readonly id: string;
  readonly slug: string;
  readonly from: number;
  readonly products: number;
}

/** The stores of a size, the largest first. */
export function storesOf(size: Size): BenchStore[] {
  let from = 0;
  return productsOfStores(size).map((products, index) => {
    const store = { id: storeId(index + 1), slug: `store-${index + 1}`, from, products };
    from += products;
    return store;
  });
}

const storeId = (number: number) => `01900000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

/** A prime that does not divide any number of printings used here: products of a store are of printings from all over. */
const STRIDE = 7_919;

/** The products of all stores, and the offers that pricing and inventory told of; not yet what the search makes of them. */
export async function fillCatalog(
  catalog: pg.Client,
  size: Size,
  stores: readonly BenchStore[],
): Promise<void> {
  await prepare(catalog, stores);
  const prints = printsIn(size);
  await catalog.query(
    `INSERT INTO products (id, tenant_id, handle, title, title_chosen, kind, status, print_id, singles, sku_number, created_at, updated_at)
     SELECT bench.id('product', n), s.id, 'p-' || n, c.name || ' – ' || t.name, false, 'CARD', 'ACTIVE', r.id, true, r.sku_number, now(), now()
     FROM bench.stores s, generate_series(s.from_n, s.from_n + s.products - 1) n
     JOIN prints r ON r.id = bench.id('print', 1 + (n * ${STRIDE}::bigint) % ${prints})
     JOIN cards c ON c.id = r.card_id JOIN card_sets t ON t.id = r.set_id`,
  );
  await catalog.query(
    `INSERT INTO product_variants (id, tenant_id, product_id, position, sku, title, condition, finish, edition, language)
     SELECT v.variant_id, v.tenant_id, v.product_id, v.position, v.sku, v.condition || ' ' || v.finish, v.condition, v.finish, 'UNLIMITED', 'EN' FROM bench.variants v`,
  );
  await catalog.query(
    'INSERT INTO print_listings (print_id, tenant_id) SELECT print_id, tenant_id FROM products ON CONFLICT DO NOTHING',
  );
  await catalog.query(
    `INSERT INTO variant_prices (tenant_id, variant_id, channel, product_id, currency, amount_minor, version)
     SELECT tenant_id, variant_id, '', product_id, 'USD', price, 1 FROM bench.variants`,
  );
  await catalog.query(
    `INSERT INTO variant_stock (tenant_id, item_id, variant_id, product_id, available_online, version)
     SELECT tenant_id, item_id, variant_id, product_id, stock, 1 FROM bench.variants`,
  );
  await catalog.query('ANALYZE');
}

export async function fillPricing(pricing: pg.Client, stores: readonly BenchStore[]): Promise<void> {
  await prepare(pricing, stores);
  await pricing.query(KNOWN_VARIANTS);
  await pricing.query(
    `INSERT INTO prices (id, tenant_id, variant_id, product_id, currency, amount_minor, changed_by, updated_at)
     SELECT bench.id('price', m), tenant_id, variant_id, product_id, 'USD', price, 'bench', now() FROM bench.variants`,
  );
  await pricing.query('ANALYZE');
}

export async function fillInventory(inventory: pg.Client, stores: readonly BenchStore[]): Promise<void> {
  await prepare(inventory, stores);
  await inventory.query(KNOWN_VARIANTS);
  await inventory.query(
    `INSERT INTO locations (id, tenant_id, code, name, type, created_at)
     SELECT bench.id('location', k), id, 'MAIN', 'Main', 'STORE', now() FROM bench.stores`,
  );
  await inventory.query(
    `INSERT INTO inventory_items (id, tenant_id, variant_id, product_id, location_id, on_hand, version, updated_at)
     SELECT v.item_id, v.tenant_id, v.variant_id, v.product_id, bench.id('location', v.k), v.stock, 1, now() FROM bench.variants v`,
  );
  await inventory.query('ANALYZE');
}

const KNOWN_VARIANTS = `
  INSERT INTO known_variants (tenant_id, variant_id, product_id, sku, title, product_title, status, kind, condition, finish, graded, version)
  SELECT tenant_id, variant_id, product_id, sku, condition || ' ' || finish, 'P ' || product_id, 'ACTIVE', 'CARD', condition, finish, false, 1 FROM bench.variants`;

/** Each database makes the same variants, prices and stock of the same numbers. Two variants of three are in stock. */
async function prepare(client: pg.Client, stores: readonly BenchStore[]): Promise<void> {
  await client.query(`${ID_FUNCTION}
    CREATE TABLE bench.stores (k int, id uuid, from_n bigint, products bigint);
    CREATE VIEW bench.variants AS
      SELECT s.k, s.id AS tenant_id, m, bench.id('variant', m) AS variant_id, bench.id('product', m / ${VARIANTS_A_PRODUCT}) AS product_id,
        bench.id('item', m) AS item_id, (m % ${VARIANTS_A_PRODUCT})::int AS position, 'B-' || m AS sku,
        (ARRAY['NM', 'LP', 'MP', 'NM'])[1 + m % 4] AS condition, (ARRAY['NORMAL', 'NORMAL', 'NORMAL', 'FOIL'])[1 + m % 4] AS finish,
        10 + floor(20000 * bench.chance('price' || m) ^ 6)::int AS price, CASE WHEN bench.chance('stock' || m) < 0.4 THEN 0 ELSE 3 END AS stock
      FROM bench.stores s, generate_series(s.from_n * ${VARIANTS_A_PRODUCT}, (s.from_n + s.products) * ${VARIANTS_A_PRODUCT} - 1) m`);
  await client.query(
    `INSERT INTO bench.stores SELECT ord, id, from_n, products FROM ROWS FROM (unnest($1::uuid[]), unnest($2::bigint[]), unnest($3::bigint[])) WITH ORDINALITY AS t(id, from_n, products, ord)`,
    [stores.map(({ id }) => id), stores.map(({ from }) => from), stores.map(({ products }) => products)],
  );
}
