import type { EntityManager } from 'typeorm';
import { isId } from '@longbox/ids';
import type { Caller } from '@longbox/identity';
import { accept, refuse, type Outcome } from '@longbox/outcome';
import { isCheckViolation } from '@longbox/postgres';
import { nameStops, shareOut, type CountedStop, type PickRecord } from '../domain/picks.ts';
import type { RefusalCode } from '../domain/refusals.ts';
import {
  PACKED_WITHIN,
  allocationsOfStops,
  lockBatch,
  ordersOfBatches,
  stopsOfBatches,
  writePicks,
  type StopAllocation,
} from '../persistence/batches.ts';
import { lockFulfillments } from '../persistence/fulfillments.ts';
import type { BatchRow } from '../persistence/rows.ts';
import type { Parts } from './parts.ts';
import { settleBatch } from './settle-batch.ts';

const MOST_PICKS = 1_000;

/**
 * Records what was taken at stops, as counts: sent again, nothing changes. What was taken goes to earlier orders of the batch first.
 * Refused when fewer are counted than are packed already, and when the batch is completed.
 */
export async function recordPicks(
  { database }: Parts,
  caller: Caller,
  batchId: string,
  picks: readonly PickRecord[],
): Promise<Outcome<BatchRow, RefusalCode>> {
  if (picks.length === 0) return refuse('REQUIRED', 'Record at least one pick.', ['input', 'picks']);
  if (picks.length > MOST_PICKS)
    return refuse('TOO_MANY', `One call takes at most ${MOST_PICKS} picks, not ${picks.length}.`, [
      'input',
      'picks',
    ]);
  if (!isId(batchId)) return unknownBatch();
  try {
    return await database.transaction(caller.store.id, (tx) => record(tx, caller.store.id, batchId, picks));
  } catch (error) {
    // The transaction is undone; the check has seen what two calls at once would not have.
    if (!isCheckViolation(error, PACKED_WITHIN)) throw error;
    return refuse('NOT_ALLOWED_NOW', 'More than that is packed already.', ['input', 'picks']);
  }
}

const unknownBatch = () =>
  refuse<RefusalCode>('NOT_FOUND', 'This store has no such batch.', ['input', 'batchId']);

async function record(
  tx: EntityManager,
  tenantId: string,
  batchId: string,
  picks: readonly PickRecord[],
): Promise<Outcome<BatchRow, RefusalCode>> {
  // Orders before the batch, as everywhere: a cancellation and a pick must not wait for each other.
  const orders = await ordersOfBatches(tx, tenantId, [batchId]);
  await lockFulfillments(
    tx,
    tenantId,
    orders.map(({ orderId }) => orderId),
  );
  const batch = await lockBatch(tx, tenantId, batchId);
  if (!batch) return unknownBatch();
  const counted = nameStops(await stopsOfBatches(tx, tenantId, [batchId]), picks);
  if (!counted.ok) return counted;
  const changed = counted.value.filter(({ changes }) => changes);
  if (changed.length === 0) return accept(batch);
  if (batch.status === 'COMPLETED')
    return refuse('NOT_ALLOWED_NOW', 'The batch is completed.', ['input', 'batchId']);
  const wanted = await allocationsOfStops(
    tx,
    tenantId,
    changed.map(({ id }) => id),
  );
  await writePicks(tx, tenantId, changed, sharesOf(changed, wanted));
  return accept((await settleBatch(tx, tenantId, batchId)) ?? batch);
}

/** What each order gets of what was taken. The pieces of a cancelled order stay what they were: somebody puts them back. */
function sharesOf(
  stops: readonly CountedStop[],
  allocations: readonly StopAllocation[],
): { readonly id: string; readonly pickedQuantity: number }[] {
  const byStop = Map.groupBy(allocations, ({ stopId }) => stopId);
  return stops.flatMap(({ id, pickedQuantity }) => {
    const all = byStop.get(id) ?? [];
    const wanting = all.filter(({ cancelled }) => !cancelled);
    const putBack = all.reduce((sum, each) => sum + (each.cancelled ? each.pickedQuantity : 0), 0);
    const shares = shareOut(
      Math.max(0, pickedQuantity - putBack),
      wanting.map(({ quantity }) => quantity),
    );
    return wanting.map((allocation, index) => ({ id: allocation.id, pickedQuantity: shares[index] ?? 0 }));
  });
}
