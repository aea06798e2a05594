import { isId } from '@longbox/ids';
import type { Caller } from '@longbox/identity';
import { accept, refuse, type Outcome } from '@longbox/outcome';
import type { RefusalCode } from '../domain/refusals.ts';
import { lockFulfillment } from '../persistence/fulfillments.ts';
import type { FulfillmentRow, ShipmentRow } from '../persistence/rows.ts';
import { lockShipment, shipmentById, updateShipment } from '../persistence/shipments.ts';
import { fulfillmentOfOrder } from '../persistence/addresses.ts';
import type { Label, Rate } from './carrier.ts';
import type { Parts } from './parts.ts';

type LabelOutcome = Outcome<ShipmentRow, RefusalCode>;

const UNKNOWN = () => refuse<RefusalCode>('NOT_FOUND', 'This store has no such shipment.', ['shipmentId']);
const TOO_LATE = () =>
  refuse<RefusalCode>('NOT_ALLOWED_NOW', 'The shipment is cancelled, or has left already.', ['shipmentId']);

/**
 * Buys a label for a package, at the rate that is named or the cheapest. A package that has one keeps it. The carrier is asked outside of
 * any transaction, under the shipment's id: asked twice, it sells once. A label that comes too late is given back.
 */
export async function buyLabel(
  parts: Parts,
  caller: Caller,
  shipmentId: string,
  rateId?: string | null,
): Promise<LabelOutcome> {
  const tenantId = caller.store.id;
  if (!isId(shipmentId)) return UNKNOWN();
  const found = await parts.database.read(tenantId, async (connection) => {
    const shipment = await shipmentById(connection, tenantId, shipmentId);
    return (
      shipment && { shipment, fulfillment: await fulfillmentOfOrder(connection, tenantId, shipment.orderId) }
    );
  });
  if (!found?.fulfillment) return UNKNOWN();
  if (found.shipment.trackingNumber !== null) return accept(found.shipment);
  if (found.shipment.status !== 'PACKED') return TOO_LATE();
  const label = await askCarrier(parts, found.shipment, found.fulfillment, rateId);
  if (!label.ok) return label;
  const kept = await keepLabel(parts, caller, found.shipment, label.value);
  if (!kept.ok) await parts.carrier.voidLabel(label.value.trackingNumber);
  return kept;
}

/** What the carriers ask for a package. */
export async function ratesFor(
  parts: Parts,
  caller: Caller,
  shipment: ShipmentRow,
): Promise<readonly Rate[]> {
  const tenantId = caller.store.id;
  const fulfillment = await parts.database.read(tenantId, (connection) =>
    fulfillmentOfOrder(connection, tenantId, shipment.orderId),
  );
  return fulfillment ? parts.carrier.rates(parcelOf(shipment, fulfillment)) : [];
}

const parcelOf = ({ weightGrams, currency }: ShipmentRow, { address }: FulfillmentRow) => ({
  to: address,
  weightGrams,
  currency,
});

async function askCarrier(
  { carrier }: Parts,
  shipment: ShipmentRow,
  fulfillment: FulfillmentRow,
  rateId: string | null | undefined,
): Promise<Outcome<Label, RefusalCode>> {
  try {
    const parcel = parcelOf(shipment, fulfillment);
    const rates = await carrier.rates(parcel);
    const cheapest = rates.reduce<Rate | undefined>(
      (best, rate) => (best && best.cost.amount <= rate.cost.amount ? best : rate),
      undefined,
    );
    const chosen = rateId == null ? cheapest : rates.find(({ id }) => id === rateId);
    if (!chosen)
      return rateId == null
        ? refuse('CARRIER_UNAVAILABLE', 'No carrier takes this package.', ['shipmentId'])
        : refuse('NOT_FOUND', `The rates of this package are ${rates.map(({ id }) => id).join(', ')}.`, [
            'rateId',
          ]);
    const request = {
      ...parcel,
      rateId: chosen.id,
      idempotencyKey: shipment.id,
      orderNumber: fulfillment.orderNumber,
    };
    return accept(await carrier.buyLabel(request));
  } catch {
    return refuse('CARRIER_UNAVAILABLE', 'The carrier did not answer; nothing was bought. Try again.', [
      'shipmentId',
    ]);
  }
}

function keepLabel(
  { database }: Parts,
  caller: Caller,
  { id, orderId }: ShipmentRow,
  label: Label,
): Promise<LabelOutcome> {
  const tenantId = caller.store.id;
  return database.transaction(tenantId, async (tx): Promise<LabelOutcome> => {
    await lockFulfillment(tx, tenantId, orderId);
    const shipment = await lockShipment(tx, tenantId, id);
    if (!shipment) return UNKNOWN();
    // Somebody else bought it meanwhile, under the same key: it is the same label.
    if (shipment.trackingNumber !== null) return accept(shipment);
    if (shipment.status !== 'PACKED') return TOO_LATE();
    const { carrier, service, cost, trackingNumber, trackingUrl, labelUrl } = label;
    const change = {
      status: 'LABELED',
      carrier,
      service,
      costMinor: cost.amount,
      trackingNumber,
      trackingUrl,
      labelUrl,
    } as const;
    await updateShipment(tx, shipment, change);
    return accept({ ...shipment, ...change });
  });
}
