import type { EntityManager } from 'typeorm';
import { isId } from '@longbox/ids';
import type { Caller } from '@longbox/identity';
import { accept, refusal, refuse, refuseAll, type Outcome, type Refusal } from '@longbox/outcome';
import { pickingStatus, shareOut } from '../domain/picks.ts';
import type { RefusalCode } from '../domain/refusals.ts';
import {
  allocationsOfStops,
  lockBatch,
  ordersOfBatches,
  setBatchStatus,
  stopsOfBatches,
  writePicks,
} from '../persistence/batches.ts';
import { lockFulfillments, pickedLines } from '../persistence/fulfillments.ts';
import type { BatchRow, StopRow } from '../persistence/rows.ts';
import type { Parts } from './parts.ts';

export interface PickRecord {
  readonly stopId?: string | null | undefined;
  readonly sequence?: number | null | undefined;
  readonly pickedQuantity: number;
  readonly short?: boolean | null | undefined;
}

const MOST_PICKS = 1_000;

/** Thrown to undo picks that turned out to be fewer than what is packed. */
class BelowPacked extends Error {}

/** Records what was taken at stops, as counts: sent again, nothing changes. What was taken goes to earlier orders of the batch first. */
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
    if (!(error instanceof BelowPacked)) throw error;
    return refuse('NOT_ALLOWED_NOW', 'More than that is packed already: open the package first.', [
      'input',
      'picks',
    ]);
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
  const orders = (await ordersOfBatches(tx, tenantId, [batchId])).map(({ orderId }) => orderId);
  const fulfillments = await lockFulfillments(tx, tenantId, orders);
  const batch = await lockBatch(tx, tenantId, batchId);
  if (!batch) return unknownBatch();
  const stops = await stopsOfBatches(tx, tenantId, [batchId]);
  const named = nameStops(stops, picks);
  if (!named.ok) return named;
  const allocations = Map.groupBy(
    await allocationsOfStops(tx, tenantId, [...named.value.keys()]),
    ({ stopId }) => stopId,
  );
  const shares = [...named.value].flatMap(([stopId, { pickedQuantity }]) => {
    const wanting = (allocations.get(stopId) ?? []).filter(({ cancelled }) => !cancelled);
    const putBack = (allocations.get(stopId) ?? [])
      .filter(({ cancelled }) => cancelled)
      .reduce((sum, a) => sum + a.pickedQuantity, 0);
    const parts = shareOut(
      Math.max(0, pickedQuantity - putBack),
      wanting.map(({ quantity }) => quantity),
    );
    return wanting.map(({ id }, index) => ({ id, pickedQuantity: parts[index] ?? 0 }));
  });
  const changed = [...named.value].map(([id, { pickedQuantity, short }]) => ({
    id,
    pickedQuantity,
    short: short ?? false,
  }));
  await writePicks(tx, tenantId, changed, shares);
  const lines = await pickedLines(
    tx,
    tenantId,
    fulfillments.map(({ id }) => id),
  );
  if (lines.some(({ picked, packed }) => picked < packed)) throw new BelowPacked();
  if (batch.status === 'COMPLETED') return accept(batch);
  const status = pickingStatus(await stopsOfBatches(tx, tenantId, [batchId]));
  await setBatchStatus(tx, tenantId, batchId, status);
  return accept({ ...batch, status });
}

/** The stop of each pick; the last record for a stop stands. */
function nameStops(
  stops: readonly StopRow[],
  picks: readonly PickRecord[],
): Outcome<ReadonlyMap<string, PickRecord>, RefusalCode> {
  const named = new Map<string, PickRecord>();
  const refusals: Refusal<RefusalCode>[] = [];
  picks.forEach((pick, index) => {
    const field = (name: string) => ['input', 'picks', index, name];
    const by = pick.stopId == null ? 'sequence' : 'stopId';
    if (pick.stopId == null && pick.sequence == null)
      return void refusals.push(
        refusal('REQUIRED', 'Name the stop by `stopId` or `sequence`.', field('sequence')),
      );
    const stop = stops.find(({ id, sequence }) =>
      by === 'stopId' ? id === pick.stopId?.toLowerCase() : sequence === pick.sequence,
    );
    if (!stop) return void refusals.push(refusal('NOT_FOUND', 'The batch has no such stop.', field(by)));
    if (pick.pickedQuantity < 0)
      return void refusals.push(refusal('INVALID', 'A count is not negative.', field('pickedQuantity')));
    if (pick.pickedQuantity > stop.quantity)
      return void refusals.push(
        refusal('TOO_MUCH', `Only ${stop.quantity} are wanted at this stop.`, field('pickedQuantity')),
      );
    named.set(stop.id, pick);
  });
  return refusals.length > 0 ? refuseAll(refusals) : accept(named);
}
