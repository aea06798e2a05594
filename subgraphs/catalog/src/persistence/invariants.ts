import type { Invariant } from '@longbox/postgres';
import { OFFERS } from './refresh-product-search.ts';

/** Everything that must be true of the catalog database. */
export const CATALOG_INVARIANTS: readonly Invariant[] = [
  {
    name: 'every product can be found, as what it is',
    sentence:
      'The search has a row for each product, with its status, kind, printing and tags, and none for what is gone.',
    table: 'products',
    broken: `
      SELECT coalesce(p.id, t.product_id) AS id, format('product %s, search %s', p.status, t.status) AS what
      FROM (SELECT * FROM products WHERE tenant_id = $1) p
      FULL JOIN (SELECT * FROM product_search WHERE tenant_id = $1) t ON t.product_id = p.id
      LEFT JOIN product_ranks k ON k.tenant_id = $1 AND k.product_id = t.product_id
      WHERE (p.id, p.status, p.kind, p.print_id, p.status) IS DISTINCT FROM (t.product_id, t.status, t.kind, t.print_id, k.status)
        OR ARRAY(SELECT DISTINCT concat(p.status, ' ', tag) COLLATE "C" FROM unnest(p.tags) tag ORDER BY 1)
          <> ARRAY(SELECT concat(g.status, ' ', g.tag) COLLATE "C" FROM product_tags g WHERE g.tenant_id = $1 AND g.product_id = p.id ORDER BY 1)`,
  },
  {
    name: 'the search shows what was told of prices and stock',
    sentence:
      'Its price, its availability and its conditions are those that the variants of the product come to.',
    table: 'product_search',
    broken: `
      SELECT p.id, format('search from %s, in stock %s; variants from %s, in stock %s',
        k.price_from_minor, t.in_stock, o.price_from_minor, o.in_stock) AS what
      FROM products p
      JOIN product_search t ON t.tenant_id = $1 AND t.product_id = p.id
      JOIN product_ranks k ON k.tenant_id = $1 AND k.product_id = p.id
      CROSS JOIN ${OFFERS}
      WHERE p.tenant_id = $1 AND (t.conditions, t.finishes, t.offers, t.in_stock, k.price_from_minor)
        IS DISTINCT FROM (o.conditions, o.finishes, o.offers, o.in_stock, o.price_from_minor)`,
  },
];
