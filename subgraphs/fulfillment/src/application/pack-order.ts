import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { appendToOutbox } from '@longbox/events';
import { isId, newId } from '@longbox/ids';
import type { Caller } from '@longbox/identity';
import { accept, refusal, refuse, refuseAll, type Outcome, type Refusal } from '@longbox/outcome';
import { claimKey, keepResult } from '@longbox/postgres';
import { linesToPack, type PackLine } from '../domain/packing.ts';
import type { RefusalCode } from '../domain/refusals.ts';
import { isPlainText } from '../domain/text.ts';
import { lockFulfillment, pickedLines } from '../persistence/fulfillments.ts';
import type { FulfillmentRow, ShipmentRow } from '../persistence/rows.ts';
import { insertShipment, shipmentById } from '../persistence/shipments.ts';
import { causeOfCaller, type Parts } from './parts.ts';

export interface PackOrder {
  readonly orderId: string;
  readonly lines?: readonly PackLine[] | null | undefined;
  readonly weightGrams: number;
  readonly idempotencyKey?: string | null | undefined;
}

const MOST_LINES = 250;
const MOST_GRAMS = 100_000;
const MOST_KEY_CHARACTERS = 100;

/** Closes a package of an order: what is asked for, or all that is picked and not packed. */
export async function packOrder(
  { database, clock }: Parts,
  caller: Caller,
  input: PackOrder,
): Promise<Outcome<ShipmentRow, RefusalCode>> {
  const refusals = inputRefusals(input);
  if (refusals.length > 0) return refuseAll(refusals);
  return database.transaction(caller.store.id, async (tx) => {
    const tenantId = caller.store.id;
    // The order's row first: two calls with one key take turns here, and the second finds what the first has kept.
    const fulfillment = await lockFulfillment(tx, tenantId, input.orderId);
    if (!fulfillment)
      return refuse<RefusalCode>('NOT_FOUND', 'No order with this id is to be shipped.', [
        'input',
        'orderId',
      ]);
    const lines = linesToPack(await pickedLines(tx, tenantId, [fulfillment.id]), input.lines);
    return pack(tx, caller, input, fulfillment, lines, clock());
  });
}

function inputRefusals({
  orderId,
  lines,
  weightGrams,
  idempotencyKey: key,
}: PackOrder): Refusal<RefusalCode>[] {
  const field = (name: string) => ['input', name];
  const refusals: Refusal<RefusalCode>[] = [];
  if (!isId(orderId))
    refusals.push(refusal('NOT_FOUND', 'No order with this id is to be shipped.', field('orderId')));
  if (weightGrams < 1 || weightGrams > MOST_GRAMS)
    refusals.push(
      refusal('INVALID', `A package weighs 1 to ${MOST_GRAMS} g, not ${weightGrams}.`, field('weightGrams')),
    );
  if (lines && lines.length > MOST_LINES)
    refusals.push(
      refusal(
        'TOO_MANY',
        `A package holds at most ${MOST_LINES} lines, not ${lines.length}.`,
        field('lines'),
      ),
    );
  if (key != null && !isPlainText(key, MOST_KEY_CHARACTERS))
    refusals.push(
      refusal('INVALID', `The key must be 1 to ${MOST_KEY_CHARACTERS} characters.`, field('idempotencyKey')),
    );
  return refusals;
}

async function pack(
  tx: EntityManager,
  caller: Caller,
  input: PackOrder,
  fulfillment: FulfillmentRow,
  lines: Outcome<readonly PackLine[], RefusalCode>,
  now: Date,
): Promise<Outcome<ShipmentRow, RefusalCode>> {
  const tenantId = caller.store.id;
  const { idempotencyKey: key } = input;
  const possible = fulfillment.status === 'CANCELLED' ? cancelled() : lines;
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
    const packed = claim.status === 'DONE' ? await shipmentById(tx, tenantId, claim.result.id) : null;
    if (packed) return accept(packed);
    if (!possible.ok)
      await tx.query('DELETE FROM idempotency_keys WHERE tenant_id = $1 AND key = $2', [tenantId, key]);
  }
  if (!possible.ok) return possible;
  const shipment: ShipmentRow = {
    id: newId(),
    tenantId,
    fulfillmentId: fulfillment.id,
    orderId: fulfillment.orderId,
    status: 'PACKED',
    weightGrams: input.weightGrams,
    carrier: null,
    service: null,
    trackingNumber: null,
    trackingUrl: null,
    labelUrl: null,
    costMinor: null,
    currency: fulfillment.currency,
    packedAt: now,
    shippedAt: null,
    deliveredAt: null,
  };
  await insertShipment(tx, shipment, possible.value);
  if (key != null) await keepResult(tx, tenantId, key, { id: shipment.id });
  const data = { orderId: shipment.orderId, shipmentId: shipment.id, lines: possible.value };
  await appendToOutbox(tx, [
    {
      type: 'ShipmentPacked',
      key: shipment.orderId,
      data: { ...data, lines: [...data.lines] },
      cause: causeOfCaller(caller),
    },
  ]);
  return accept(shipment);
}

const cancelled = () =>
  refuse<RefusalCode>('NOT_ALLOWED_NOW', 'The order is cancelled.', ['input', 'orderId']);

function hashOf({ orderId, lines, weightGrams }: PackOrder): Buffer {
  const plain = lines?.map(({ orderLineId, quantity }) => [orderLineId, quantity]) ?? null;
  return createHash('sha256')
    .update(JSON.stringify([orderId, plain, weightGrams]))
    .digest();
}
