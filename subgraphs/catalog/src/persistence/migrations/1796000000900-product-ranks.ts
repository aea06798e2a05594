import { tenantPolicy } from '@longbox/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: a price changes a hundred times a second and an order counts pieces; each wrote the product's row of the search anew, half a kilobyte with entries
 * in fourteen indexes, and made PostgreSQL look at the table where an index has all that is asked. What changes that often stands in narrow rows of their
 * own now, with four indexes. Filters by conditions, finishes and rarities get what they lacked.
 *
 * Locks `product_search` while a million variants' 250,000 rows are copied and indexed, two seconds. The previous release cannot search on this schema: stop
 * it first.
 */
export class ProductRanks1796000000900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...UP, ...tenantPolicy('product_ranks')]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const RANKS = [
  // Where what has no price stands is written into the numbers.
  'price_up integer NOT NULL GENERATED ALWAYS AS (coalesce(price_from_minor, 2147483647)) STORED',
  'price_down integer NOT NULL GENERATED ALWAYS AS (coalesce(-price_from_minor, 2147483647)) STORED',
  'ordered_rank integer NOT NULL GENERATED ALWAYS AS (-ordered) STORED',
];

const indexes = (table: string) => [
  `CREATE INDEX search_price_up ON ${table} (tenant_id, status, price_up, product_id)`,
  `CREATE INDEX search_price_down ON ${table} (tenant_id, status, price_down, product_id)`,
  `CREATE INDEX search_ordered ON ${table} (tenant_id, status, ordered_rank, product_id)`,
];

const UP = [
  `CREATE TABLE product_ranks (
    tenant_id uuid NOT NULL,
    product_id uuid NOT NULL,
    status text NOT NULL,
    price_from_minor integer,
    -- Pieces ordered, as the orders told.
    ordered integer NOT NULL DEFAULT 0,
    ${RANKS.join(', ')},
    PRIMARY KEY (tenant_id, product_id)
  ) WITH (fillfactor = 80)`,
  // No store is bound here, so that the owner's own rows would be hidden.
  'ALTER TABLE product_search NO FORCE ROW LEVEL SECURITY',
  `INSERT INTO product_ranks (tenant_id, product_id, status, price_from_minor, ordered)
   SELECT tenant_id, product_id, status, price_from_minor, ordered FROM product_search ORDER BY tenant_id, product_id`,
  'ALTER TABLE product_ranks ADD FOREIGN KEY (tenant_id, product_id) REFERENCES product_search (tenant_id, product_id) ON DELETE CASCADE',
  'ALTER TABLE product_search FORCE ROW LEVEL SECURITY',
  // Their indexes go with them.
  'ALTER TABLE product_search DROP price_up, DROP price_down, DROP ordered_rank',
  'ALTER TABLE product_search DROP price_from_minor, DROP ordered',
  ...indexes('product_ranks'),
  // Has all that is counted where conditions or finishes are filtered by, of which products are known by their variants.
  'CREATE INDEX search_offers ON product_search (tenant_id, status) INCLUDE (offers, facet_key)',
  // Without them PostgreSQL takes any rarity for one in two hundred, and reads all of it instead of the first few in order.
  'CREATE STATISTICS search_rarity ON (lower(rarity)) FROM product_search',
];

const DOWN = [
  'DROP STATISTICS search_rarity',
  'DROP INDEX search_offers',
  'ALTER TABLE product_search ADD price_from_minor integer, ADD ordered integer NOT NULL DEFAULT 0',
  'ALTER TABLE product_search NO FORCE ROW LEVEL SECURITY',
  'ALTER TABLE product_ranks NO FORCE ROW LEVEL SECURITY',
  `UPDATE product_search p SET price_from_minor = k.price_from_minor, ordered = k.ordered FROM product_ranks k
   WHERE k.tenant_id = p.tenant_id AND k.product_id = p.product_id`,
  'ALTER TABLE product_search FORCE ROW LEVEL SECURITY',
  'DROP TABLE product_ranks',
  `ALTER TABLE product_search ${RANKS.map((rank) => `ADD ${rank}`).join(', ')}`,
  ...indexes('product_search'),
];
