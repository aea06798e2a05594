import { appendToOutbox, type StockFileApplied } from '@longbox/events';
import { newId } from '@longbox/ids';
import type { EntityManager } from 'typeorm';
import { onHandByList } from '../domain/count.ts';
import { movementType } from '../domain/stock.ts';
import { lockItems, writeAdjustment } from '../persistence/adjust-stock.ts';
import { stockChanged, type Cause } from './announce.ts';

/** What a file says is a correction of what the ledger says. */
const REASON = 'ADJUSTMENT';

/**
 * Makes on hand what a stock file says, at the location that it is for; each item that differs has a movement in the ledger, and one that is so already has none. The number
 * of statements does not depend on the number of lines.
 */
export async function takeStockFile(
  tx: EntityManager,
  { locationId, appliedBy, reference, lines }: StockFileApplied,
  cause: Cause,
  now: Date,
): Promise<void> {
  const { tenantId } = cause;
  // Nothing to be added needs no item.
  const places = lines
    .filter(({ quantity, counted }) => counted || quantity > 0)
    .map(({ variantId, productId }) => ({ id: newId(), variantId, productId, locationId }));
  const items = await lockItems(tx, tenantId, places, now);
  const said = new Map(lines.map((line) => [line.variantId, line]));
  const changes = items.flatMap((item) => {
    const line = said.get(item.variantId);
    const onHand = line ? onHandByList(item, line) : item.onHand;
    return onHand === item.onHand ? [] : { item, onHand, quantity: onHand - item.onHand };
  });
  if (changes.length === 0) return;
  const changed = await writeAdjustment(
    tx,
    tenantId,
    changes.map(({ item: { id, bin, safetyStock }, onHand }) => ({ id, onHand, bin, safetyStock })),
    {
      movements: changes.map(({ item, onHand, quantity }) => ({
        id: newId(),
        itemId: item.id,
        type: movementType(REASON, quantity),
        quantity,
        onHandAfter: onHand,
      })),
      reason: REASON,
      reference,
      actor: appliedBy,
    },
    now,
  );
  await appendToOutbox(tx, stockChanged(changed, cause));
}
