import type { EntityManager } from 'typeorm';
import { pickingStatus } from '../domain/picks.ts';
import { anyOpenOrder, lockBatch, setBatchStatus, stopsOfBatches } from '../persistence/batches.ts';
import type { BatchRow } from '../persistence/rows.ts';

/**
 * Gives a batch the status that its stops and orders now have: COMPLETED when none of its orders waits to be shipped any more. The batch is
 * locked before its orders are looked at, or of two that leave at the same moment neither would see that it was the last. Whoever calls
 * has locked the orders that it changes: orders before batches, always. Undefined when the store has no such batch.
 */
export async function settleBatch(
  tx: EntityManager,
  tenantId: string,
  batchId: string,
): Promise<BatchRow | undefined> {
  const batch = await lockBatch(tx, tenantId, batchId);
  if (!batch || batch.status === 'COMPLETED') return batch;
  const status = (await anyOpenOrder(tx, tenantId, batchId))
    ? pickingStatus(await stopsOfBatches(tx, tenantId, [batchId]))
    : 'COMPLETED';
  if (status !== batch.status) await setBatchStatus(tx, tenantId, batchId, status);
  return { ...batch, status };
}
