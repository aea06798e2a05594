import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { isId, newId } from '@longbox/ids';
import type { Caller } from '@longbox/identity';
import { accept, refusal, refuse, refuseAll, type Outcome, type Refusal } from '@longbox/outcome';
import { claimKey, keepResult } from '@longbox/postgres';
import type { RefusalCode } from '../domain/refusals.ts';
import { isPlainText } from '../domain/text.ts';
import { walkOf } from '../domain/walk.ts';
import { batchesByIds, insertBatch, nextBatchNumber } from '../persistence/batches.ts';
import { allocationsOf, lockFulfillments } from '../persistence/fulfillments.ts';
import type { BatchRow, FulfillmentRow } from '../persistence/rows.ts';
import type { Parts } from './parts.ts';

export interface CreateBatch {
  readonly orderIds: readonly string[];
  readonly assignedTo?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

const MOST_ORDERS = 100;
const MOST_KEY_CHARACTERS = 100;
const MOST_NAME_CHARACTERS = 255;

/** Opens a wave over orders that wait to be picked, and lays out the walk. All of the orders, or none. */
export async function createBatch(
  { database, clock }: Parts,
  caller: Caller,
  input: CreateBatch,
): Promise<Outcome<BatchRow, RefusalCode>> {
  const refusals = inputRefusals(input);
  if (refusals.length > 0) return refuseAll(refusals);
  return database.transaction(caller.store.id, (tx) => open(tx, caller, input, clock()));
}

function inputRefusals({ orderIds, assignedTo, idempotencyKey: key }: CreateBatch): Refusal<RefusalCode>[] {
  const field = (...path: (string | number)[]) => ['input', ...path];
  if (orderIds.length === 0) return [refusal('REQUIRED', 'Name at least one order.', field('orderIds'))];
  if (orderIds.length > MOST_ORDERS)
    return [
      refusal(
        'TOO_MANY',
        `A batch takes at most ${MOST_ORDERS} orders, not ${orderIds.length}.`,
        field('orderIds'),
      ),
    ];
  const refusals: Refusal<RefusalCode>[] = [];
  if (assignedTo != null && !isPlainText(assignedTo, MOST_NAME_CHARACTERS))
    refusals.push(
      refusal('INVALID', `A name is 1 to ${MOST_NAME_CHARACTERS} characters.`, field('assignedTo')),
    );
  if (key != null && !isPlainText(key, MOST_KEY_CHARACTERS))
    refusals.push(
      refusal('INVALID', `The key must be 1 to ${MOST_KEY_CHARACTERS} characters.`, field('idempotencyKey')),
    );
  const seen = new Set<string>();
  orderIds.forEach((id, index) => {
    if (!isId(id)) refusals.push(notReady(index));
    else if (seen.has(id.toLowerCase()))
      refusals.push(refusal('INVALID', 'The order is named twice.', field('orderIds', index)));
    seen.add(id.toLowerCase());
  });
  return refusals;
}

const notReady = (index: number) =>
  refusal<RefusalCode>('NOT_READY', 'No order with this id waits to be picked.', [
    'input',
    'orderIds',
    index,
  ]);

async function open(
  tx: EntityManager,
  caller: Caller,
  input: CreateBatch,
  now: Date,
): Promise<Outcome<BatchRow, RefusalCode>> {
  const tenantId = caller.store.id;
  const { idempotencyKey: key } = input;
  if (key != null) {
    const claim = await claimKey<{ readonly id: string }>(
      tx,
      tenantId,
      { key, inputHash: hashOf(input) },
      now,
    );
    if (claim.status === 'REUSED')
      return refuse('IDEMPOTENCY_KEY_REUSED', 'This key was used with another input.', [
        'input',
        'idempotencyKey',
      ]);
    const [batch] = claim.status === 'DONE' ? await batchesByIds(tx, tenantId, [claim.result.id]) : [];
    if (batch) return accept(batch);
  }
  const ready = inOrder(await lockFulfillments(tx, tenantId, input.orderIds), input.orderIds);
  // Nothing but the key has been written, and it stands for nothing yet: the transaction may end with it.
  if (!ready.ok) return key == null ? ready : forgetKey(tx, tenantId, key, ready);
  const batch: BatchRow = {
    id: newId(),
    tenantId,
    number: await nextBatchNumber(tx, tenantId),
    status: 'OPEN',
    assignedTo: input.assignedTo?.trim() ?? null,
    createdBy: caller.subject,
    createdAt: now,
  };
  const fulfillmentIds = ready.value.map(({ id }) => id);
  const walk = walkOf(await allocationsOf(tx, tenantId, fulfillmentIds));
  await insertBatch(
    tx,
    batch,
    fulfillmentIds,
    walk.map((stop) => ({ ...stop, id: newId() })),
  );
  if (key != null) await keepResult(tx, tenantId, key, { id: batch.id });
  return accept(batch);
}

/** The fulfillments as the orders were named, each open and in no batch. */
function inOrder(
  locked: readonly FulfillmentRow[],
  orderIds: readonly string[],
): Outcome<readonly FulfillmentRow[], RefusalCode> {
  const byOrder = new Map(locked.map((row) => [row.orderId, row]));
  const found = orderIds.map((id) => byOrder.get(id.toLowerCase()));
  const refusals = found.flatMap((row, index) =>
    row?.status === 'OPEN' && row.batchId === null ? [] : [notReady(index)],
  );
  return refusals.length > 0 ? refuseAll(refusals) : accept(found.flatMap((row) => row ?? []));
}

async function forgetKey<T>(
  tx: EntityManager,
  tenantId: string,
  key: string,
  outcome: Outcome<T, RefusalCode>,
): Promise<Outcome<T, RefusalCode>> {
  await tx.query('DELETE FROM idempotency_keys WHERE tenant_id = $1 AND key = $2', [tenantId, key]);
  return outcome;
}

function hashOf({ orderIds, assignedTo }: CreateBatch): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([orderIds, assignedTo ?? null]))
    .digest();
}
