import type { Destination } from '../persistence/fulfillments.ts';
import type { ShipmentRow } from '../persistence/rows.ts';
import type { Parcel, Rate } from './carrier.ts';
import type { Parts } from './parts.ts';

/** A carrier that did not answer, or whose answer made no sense; nothing is known, and asking again may help. */
export class CarrierUnavailable extends Error {
  override readonly name = 'CarrierUnavailable';
}

/** What a package is to the carriers. */
export function parcelOf({ weightGrams, currency }: ShipmentRow, { address }: Destination): Parcel {
  return { to: address, weightGrams, currency };
}

/** The rate that costs least, of several the first; undefined of none. */
export function cheapestOf(rates: readonly Rate[]): Rate | undefined {
  return rates.reduce<Rate | undefined>(
    (best, rate) => (best && best.cost.amount <= rate.cost.amount ? best : rate),
    undefined,
  );
}

/** What the carriers ask for a package that has no label yet; null for any other. Throws `CarrierUnavailable`. */
export async function ratesFor(
  { carrier }: Parts,
  shipment: ShipmentRow,
  destination: Destination | null,
): Promise<readonly Rate[] | null> {
  if (shipment.status !== 'PACKED' || !destination) return null;
  try {
    return await carrier.rates(parcelOf(shipment, destination));
  } catch (cause) {
    throw new CarrierUnavailable('the carrier named no rates', { cause });
  }
}
