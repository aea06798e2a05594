import type { EntityManager } from 'typeorm';
import { isId, newId } from '@longbox/ids';
import type { Caller } from '@longbox/identity';
import { accept, refusal, refuseAll, type Outcome, type Refusal } from '@longbox/outcome';
import type { RefusalCode } from '../domain/refusals.ts';
import { isPlainText } from '../domain/text.ts';
import { walkOf } from '../domain/walk.ts';
import { batchesByIds, insertBatch, nextBatchNumber } from '../persistence/batches.ts';
import { allocationsOf, lockFulfillments } from '../persistence/fulfillments.ts';
import type { BatchRow, FulfillmentRow } from '../persistence/rows.ts';
import { once } from './once.ts';
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
  const { orderIds, assignedTo, idempotencyKey: key } = input;
  const tenantId = caller.store.id;
  const now = clock();
  return database.transaction(tenantId, (tx) =>
    once<BatchRow>(tx, {
      tenantId,
      key,
      input: ['createFulfillmentBatch', orderIds, assignedTo ?? null],
      now,
      find: async (id) => (await batchesByIds(tx, tenantId, [id]))[0],
      work: () => open(tx, caller, input, now),
    }),
  );
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
  const ready = inOrder(await lockFulfillments(tx, tenantId, input.orderIds), input.orderIds);
  if (!ready.ok) return ready;
  const fulfillmentIds = ready.value.map(({ id }) => id);
  const walk = walkOf(await allocationsOf(tx, tenantId, fulfillmentIds));
  const batch: BatchRow = {
    id: newId(),
    tenantId,
    number: await nextBatchNumber(tx, tenantId),
    status: 'OPEN',
    assignedTo: input.assignedTo?.trim() ?? null,
    createdBy: caller.subject,
    createdAt: now,
  };
  await insertBatch(
    tx,
    batch,
    fulfillmentIds,
    walk.map((stop) => ({ ...stop, id: newId() })),
  );
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
