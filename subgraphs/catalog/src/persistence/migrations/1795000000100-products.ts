import { tenantPolicy } from '@longbox/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: what a store makes of printings: products and their variants, what they cost and whether they are there (told by pricing and
 * inventory), and the read model that its search answers from. Locks nothing that exists; takes milliseconds; nothing ran on an older schema.
 */
export class Products1795000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
    for (const table of STORE_OWNED)
      for (const statement of tenantPolicy(table)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE changed_prints, print_listings, product_search, variant_stock, variant_prices, product_variants, products',
    );
  }
}

const STORE_OWNED = ['products', 'product_variants', 'variant_prices', 'variant_stock', 'product_search'];

const STATEMENTS = [
  `CREATE TABLE products (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    handle text NOT NULL,
    title text NOT NULL,
    -- Whether a person chose the title; otherwise it follows the printing.
    title_chosen boolean NOT NULL,
    kind text NOT NULL CHECK (kind IN ('CARD', 'SEALED', 'ACCESSORY')),
    status text NOT NULL CHECK (status IN ('DRAFT', 'ACTIVE', 'ARCHIVED')),
    description text,
    vendor text,
    tags text[] NOT NULL DEFAULT '{}',
    print_id uuid REFERENCES prints (id),
    -- The product of the printing's ungraded copies, of which a store has one; slabs stand in products of their own.
    singles boolean NOT NULL,
    -- What stands for the collector number in its SKUs; another than the printing's where two printings share set and number.
    sku_number text,
    -- Grows with each change; the events carry it.
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CHECK ((kind = 'CARD') = (print_id IS NOT NULL)),
    UNIQUE (tenant_id, id),
    UNIQUE (tenant_id, handle)
  )`,
  'CREATE UNIQUE INDEX products_singles ON products (tenant_id, print_id) WHERE singles',
  'CREATE INDEX products_of_print ON products (tenant_id, print_id)',
  'CREATE INDEX products_print ON products (print_id)',
  `CREATE TABLE product_variants (
    id uuid PRIMARY KEY,
    tenant_id uuid NOT NULL,
    product_id uuid NOT NULL,
    position integer NOT NULL,
    sku text NOT NULL,
    title text NOT NULL,
    condition text CHECK (condition IN ('NM', 'LP', 'MP', 'HP', 'DMG')),
    finish text CHECK (finish IN ('NORMAL', 'FOIL', 'ETCHED', 'HOLO', 'REVERSE_HOLO')),
    edition text CHECK (edition IN ('UNLIMITED', 'FIRST')),
    language text,
    grade_company text,
    grade text,
    cert_number text,
    barcode text,
    weight_grams integer CHECK (weight_grams >= 0),
    FOREIGN KEY (tenant_id, product_id) REFERENCES products (tenant_id, id) ON DELETE CASCADE,
    CHECK (num_nulls(grade_company, grade, cert_number) IN (0, 3)),
    UNIQUE (tenant_id, sku)
  )`,
  'CREATE INDEX variants_of_product ON product_variants (tenant_id, product_id, position)',
  // A grading company gives each slab a number of its own: the same one twice is a mistake.
  `CREATE UNIQUE INDEX variants_of_cert ON product_variants (tenant_id, upper(grade_company), upper(cert_number))
    WHERE cert_number IS NOT NULL`,
  `CREATE UNIQUE INDEX variants_of_copies ON product_variants (tenant_id, product_id, condition, finish, edition)
    WHERE cert_number IS NULL AND condition IS NOT NULL`,
  `CREATE TABLE variant_prices (
    tenant_id uuid NOT NULL,
    variant_id uuid NOT NULL,
    -- Empty for the base price list, which holds where a channel has no price.
    channel text NOT NULL,
    product_id uuid NOT NULL,
    currency text NOT NULL,
    amount_minor integer NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (tenant_id, variant_id, channel)
  )`,
  `CREATE TABLE variant_stock (
    tenant_id uuid NOT NULL,
    item_id uuid NOT NULL,
    variant_id uuid NOT NULL,
    product_id uuid NOT NULL,
    -- On hand less reserved, safety stock and what is held back from the channel online; never below 0.
    available_online integer NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (tenant_id, item_id)
  )`,
  'CREATE INDEX stock_of_variant ON variant_stock (tenant_id, variant_id)',
  `CREATE TABLE product_search (
    tenant_id uuid NOT NULL,
    product_id uuid NOT NULL,
    status text NOT NULL,
    kind text NOT NULL,
    print_id uuid,
    game text,
    set_code text,
    rarity text,
    language text,
    conditions text[] NOT NULL,
    finishes text[] NOT NULL,
    -- One for each variant, such as NM/FOIL/1: condition, finish, whether it is in stock; for filters that ask for several at once.
    offers text[] NOT NULL,
    in_stock boolean NOT NULL,
    price_from_minor integer,
    -- The title as catalog_normalise makes it; ordered by bytes, so that cursors do not depend on a locale.
    sort_name text COLLATE "C" NOT NULL,
    -- The words of a product that has words of its own (no printing, or a title that a person chose), with its printing's words if any.
    own_document tsvector,
    -- What lists are ordered by, with the place of what has no price written into the number.
    stock_rank smallint NOT NULL GENERATED ALWAYS AS (CASE WHEN in_stock THEN 0 ELSE 1 END) STORED,
    price_up integer NOT NULL GENERATED ALWAYS AS (coalesce(price_from_minor, 2147483647)) STORED,
    price_down integer NOT NULL GENERATED ALWAYS AS (coalesce(-price_from_minor, 2147483647)) STORED,
    PRIMARY KEY (tenant_id, product_id),
    FOREIGN KEY (tenant_id, product_id) REFERENCES products (tenant_id, id) ON DELETE CASCADE
  )`,
  'CREATE INDEX search_by_print ON product_search (tenant_id, print_id)',
  'CREATE INDEX search_own_words ON product_search (tenant_id) WHERE own_document IS NOT NULL',
  'CREATE INDEX search_relevance ON product_search (tenant_id, status, stock_rank, sort_name, product_id)',
  'CREATE INDEX search_by_name ON product_search (tenant_id, status, sort_name, product_id)',
  'CREATE INDEX search_price_up ON product_search (tenant_id, status, price_up, product_id)',
  'CREATE INDEX search_price_down ON product_search (tenant_id, status, price_down, product_id)',
  'CREATE INDEX search_newest ON product_search (tenant_id, status, product_id DESC)',
  'CREATE INDEX search_in_set ON product_search (tenant_id, game, set_code)',
  // Which stores sell what, and who has yet to hear that a printing changed: no store's rows but the plumbing by which an import that
  // one store started reaches the products of all others. They hold identifiers only, and have no policy.
  `CREATE TABLE print_listings (
    print_id uuid NOT NULL REFERENCES prints (id),
    tenant_id uuid NOT NULL,
    PRIMARY KEY (print_id, tenant_id)
  )`,
  `CREATE TABLE changed_prints (
    tenant_id uuid NOT NULL,
    print_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, print_id)
  )`,
];
