import type { PriceChanged, StockChanged } from '@longbox/events';
import type { EntityManager } from 'typeorm';
import { refreshOffers } from '../persistence/refresh-product-search.ts';

/** Notes a price, and what its product's search row says by that. */
export async function notePrice(tx: EntityManager, tenantId: string, price: PriceChanged): Promise<void> {
  if (await keepPrice(tx, tenantId, price)) await refreshOffers(tx, tenantId, [price.productId]);
}

/** Notes stock, and what its product's search row says by that. */
export async function noteStock(tx: EntityManager, tenantId: string, stock: StockChanged): Promise<void> {
  if (await keepStock(tx, tenantId, stock)) await refreshOffers(tx, tenantId, [stock.productId]);
}

/**
 * Keeps what a variant costs now on a channel or in the base price list; answers whether that is news. A version that is not newer than
 * the kept one is left alone: events may come twice, and late.
 */
export async function keepPrice(tx: EntityManager, tenantId: string, price: PriceChanged): Promise<boolean> {
  const noted: unknown[] = await tx.query(
    `INSERT INTO variant_prices AS p (tenant_id, variant_id, channel, product_id, currency, amount_minor, version)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (tenant_id, variant_id, channel) DO UPDATE
       SET currency = excluded.currency, amount_minor = excluded.amount_minor, version = excluded.version
       WHERE p.version < excluded.version
     RETURNING 1`,
    [
      tenantId,
      price.variantId,
      price.channel ?? '',
      price.productId,
      price.currency,
      price.amountMinor,
      price.version,
    ],
  );
  return noted.length > 0;
}

/** Keeps how many pieces of a variant one location can sell online now; like `keepPrice` otherwise. */
export async function keepStock(tx: EntityManager, tenantId: string, stock: StockChanged): Promise<boolean> {
  const available = Math.max(0, stock.onHand - stock.reserved - stock.safetyStock - stock.onlineBuffer);
  const noted: unknown[] = await tx.query(
    `INSERT INTO variant_stock AS s (tenant_id, item_id, variant_id, product_id, available_online, version)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (tenant_id, item_id) DO UPDATE
       SET available_online = excluded.available_online, version = excluded.version
       WHERE s.version < excluded.version
     RETURNING 1`,
    [tenantId, stock.itemId, stock.variantId, stock.productId, available, stock.version],
  );
  return noted.length > 0;
}
