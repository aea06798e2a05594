import { appendToOutbox, type EventCause, type StockFileApplied } from '@longbox/events';
import { newId } from '@longbox/ids';
import { isCurrencyCode } from '@longbox/money';
import type { EntityManager } from 'typeorm';
import { struckPrices, upsertPrices } from '../persistence/prices.ts';
import { priceChanged } from './announce.ts';

/**
 * Sets the base prices that a stock file says; one that is so already is left alone, and a price that is shown struck through stays while it is above the price. The
 * number of statements does not depend on the number of lines. Throws a TypeError for a currency that nobody sells in: no peer sends such.
 */
export async function takeStockFile(
  tx: EntityManager,
  { appliedBy, currency, lines }: StockFileApplied,
  cause: EventCause & { readonly tenantId: string },
  now: Date,
): Promise<void> {
  if (!isCurrencyCode(currency)) throw new TypeError(`a stock file in ${currency}`);
  const { tenantId } = cause;
  const priced = lines.filter(({ priceMinor }) => priceMinor !== null);
  if (priced.length === 0) return;
  const before = await struckPrices(
    tx,
    tenantId,
    priced.map(({ variantId }) => variantId),
  );
  const wanted = priced.map(({ variantId, productId, priceMinor }) => {
    const amountMinor = priceMinor ?? 0;
    const struck = before.get(variantId) ?? null;
    const compareAtMinor = struck !== null && struck > amountMinor ? struck : null;
    return { id: newId(), variantId, productId, channel: null, amountMinor, compareAtMinor };
  });
  const changed = await upsertPrices(tx, tenantId, wanted, { currency, changedBy: appliedBy, now });
  await appendToOutbox(
    tx,
    changed.map((row) => priceChanged(row, appliedBy, cause)),
  );
}
