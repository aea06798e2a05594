import type { EntityManager } from 'typeorm';
import { appendToOutbox } from '@longbox/events';
import { isId, newId } from '@longbox/ids';
import type { Caller } from '@longbox/identity';
import { accept, refusal, refuse, refuseAll, type Outcome, type Refusal } from '@longbox/outcome';
import { linesToPack, type PackLine } from '../domain/packing.ts';
import type { RefusalCode } from '../domain/refusals.ts';
import { isPlainText } from '../domain/text.ts';
import { lockFulfillment, pickedLines } from '../persistence/fulfillments.ts';
import type { ShipmentRow } from '../persistence/rows.ts';
import { insertShipment, shipmentById } from '../persistence/shipments.ts';
import { once } from './once.ts';
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

const UNKNOWN = () =>
  refuse<RefusalCode>('NOT_FOUND', 'No order with this id is to be shipped.', ['input', 'orderId']);

/** Closes a package of an order: what is asked for, or all that is picked and not packed. */
export async function packOrder(
  { database, clock }: Parts,
  caller: Caller,
  input: PackOrder,
): Promise<Outcome<ShipmentRow, RefusalCode>> {
  const refusals = inputRefusals(input);
  if (refusals.length > 0) return refuseAll(refusals);
  const { orderId, lines, weightGrams, idempotencyKey: key } = input;
  const tenantId = caller.store.id;
  const now = clock();
  const asked = lines?.map(({ orderLineId, quantity }) => [orderLineId, quantity]) ?? null;
  return database.transaction(tenantId, (tx) =>
    once<ShipmentRow>(tx, {
      tenantId,
      key,
      input: ['packOrder', orderId, asked, weightGrams],
      now,
      find: (id) => shipmentById(tx, tenantId, id),
      work: () => pack(tx, caller, input, now),
    }),
  );
}

function inputRefusals({
  orderId,
  lines,
  weightGrams,
  idempotencyKey: key,
}: PackOrder): Refusal<RefusalCode>[] {
  const field = (name: string) => ['input', name];
  const refusals: Refusal<RefusalCode>[] = [];
  if (!isId(orderId)) refusals.push(...UNKNOWN().refusals);
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
  now: Date,
): Promise<Outcome<ShipmentRow, RefusalCode>> {
  const tenantId = caller.store.id;
  const fulfillment = await lockFulfillment(tx, tenantId, input.orderId);
  if (!fulfillment) return UNKNOWN();
  const { id: fulfillmentId, orderId, currency, status } = fulfillment;
  if (status === 'CANCELLED' || currency === null)
    return refuse('NOT_ALLOWED_NOW', 'The order is cancelled.', ['input', 'orderId']);
  const lines = linesToPack(await pickedLines(tx, tenantId, fulfillmentId), input.lines);
  if (!lines.ok) return lines;
  const shipment: ShipmentRow = {
    id: newId(),
    tenantId,
    fulfillmentId,
    orderId,
    status: 'PACKED',
    weightGrams: input.weightGrams,
    carrier: null,
    service: null,
    trackingNumber: null,
    trackingUrl: null,
    labelUrl: null,
    costMinor: null,
    currency,
    packedAt: now,
    shippedAt: null,
    deliveredAt: null,
  };
  await insertShipment(tx, shipment, lines.value);
  const data = { orderId, shipmentId: shipment.id, lines: [...lines.value] };
  await appendToOutbox(tx, [{ type: 'ShipmentPacked', key: orderId, data, cause: causeOfCaller(caller) }]);
  return accept(shipment);
}
