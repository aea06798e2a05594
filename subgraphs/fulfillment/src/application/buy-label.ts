import { isId } from '@longbox/ids';
import type { Caller } from '@longbox/identity';
import { accept, refuse, type Outcome } from '@longbox/outcome';
import type { RefusalCode } from '../domain/refusals.ts';
import { destinationsOfOrders, lockFulfillment, type Destination } from '../persistence/fulfillments.ts';
import type { ShipmentRow } from '../persistence/rows.ts';
import { lockShipment, shipmentById, updateShipment } from '../persistence/shipments.ts';
import type { Label, Rate } from './carrier.ts';
import { cheapestOf, parcelOf } from './rates.ts';
import type { Parts } from './parts.ts';

type LabelOutcome = Outcome<ShipmentRow, RefusalCode>;

const UNKNOWN = () => refuse<RefusalCode>('NOT_FOUND', 'This store has no such shipment.', ['shipmentId']);
const TOO_LATE = () =>
  refuse<RefusalCode>('NOT_ALLOWED_NOW', 'The shipment is cancelled, or has left without a label.', [
    'shipmentId',
  ]);

/**
 * Buys a label for a package, at the rate that is named or the cheapest. A package that has one keeps it. The carrier is asked outside of
 * any transaction, under the shipment's id: asked twice, also after a crash, it sells once. A label that comes too late is given back.
 */
export async function buyLabel(
  parts: Parts,
  caller: Caller,
  shipmentId: string,
  rateId?: string | null,
): Promise<LabelOutcome> {
  const tenantId = caller.store.id;
  if (!isId(shipmentId)) return UNKNOWN();
  const { shipment, destination } = await parts.database.read(tenantId, async (connection) => {
    const found = await shipmentById(connection, tenantId, shipmentId);
    const [to] = found ? await destinationsOfOrders(connection, tenantId, [found.orderId]) : [];
    return { shipment: found, destination: to };
  });
  if (!shipment || !destination) return UNKNOWN();
  const known = labelState(shipment);
  if (known) return known;
  const label = await askCarrier(parts, shipment, destination, rateId);
  if (!label.ok) return label;
  const kept = await keepLabel(parts, caller, shipment, label.value);
  if (!kept.ok) await giveBack(parts, shipment, label.value);
  return kept;
}

/** What is to be answered without buying; undefined when a label may be bought. */
function labelState(shipment: ShipmentRow): LabelOutcome | undefined {
  if (shipment.status === 'CANCELLED') return TOO_LATE();
  if (shipment.trackingNumber !== null) return accept(shipment);
  return shipment.status === 'PACKED' ? undefined : TOO_LATE();
}

async function askCarrier(
  { carrier, logger }: Parts,
  shipment: ShipmentRow,
  destination: Destination,
  rateId: string | null | undefined,
): Promise<Outcome<Label, RefusalCode>> {
  try {
    const parcel = parcelOf(shipment, destination);
    const rates = await carrier.rates(parcel);
    const chosen: Rate | undefined =
      rateId == null ? cheapestOf(rates) : rates.find(({ id }) => id === rateId);
    if (!chosen)
      return rateId == null
        ? refuse('CARRIER_UNAVAILABLE', 'No carrier takes this package.', ['shipmentId'])
        : refuse('NOT_FOUND', `The rates of this package are ${rates.map(({ id }) => id).join(', ')}.`, [
            'rateId',
          ]);
    const { orderNumber } = destination;
    return accept(
      await carrier.buyLabel({ ...parcel, rateId: chosen.id, idempotencyKey: shipment.id, orderNumber }),
    );
  } catch (err) {
    logger.warn({ err, shipmentId: shipment.id }, 'the carrier did not sell a label');
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
    // Somebody else may have bought it meanwhile, under the same key: it is the same label.
    const known = labelState(shipment);
    if (known) return known;
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

/** The package does not go after all; what the carrier says to that changes nothing of the answer. */
async function giveBack({ carrier, logger }: Parts, { id }: ShipmentRow, label: Label): Promise<void> {
  try {
    await carrier.voidLabel(label.trackingNumber);
  } catch (err) {
    logger.error({ err, shipmentId: id, trackingNumber: label.trackingNumber }, 'a label was not given back');
  }
}
