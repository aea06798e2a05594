import { allocate } from '@longbox/money';

export interface ChargedLine {
  readonly id: string;
  readonly quantity: number;
  /** Pieces shipped so far. */
  readonly fulfilled: number;
  /** What the line costs, before discounts of the whole order; minor units. */
  readonly totalMinor: number;
}

export interface Charge {
  readonly totalMinor: number;
  readonly shippingMinor: number;
  readonly lines: readonly ChargedLine[];
}

/**
 * What is to be captured, in minor units, when `pieces` (line id → count) are shipped on top of what has been. The cost of shipping goes
 * with the first shipment; the rest of the total, with discounts and tax, is split over the lines in proportion to what they cost, and
 * over the pieces of a line. Since every piece has its own share of the total, the captures of all shipments add up to the total exactly, however
 * the pieces are grouped. Pieces beyond what was ordered count for nothing.
 */
export function captureForShipment(charge: Charge, pieces: ReadonlyMap<string, number>): number {
  const first = charge.lines.every(({ fulfilled }) => fulfilled === 0);
  const carriage = Math.min(charge.shippingMinor, charge.totalMinor);
  const shares = allocate(
    charge.totalMinor - carriage,
    charge.lines.map(({ totalMinor }) => totalMinor),
  );
  let amount = first ? carriage : 0;
  charge.lines.forEach((line, index) => {
    const until = Math.min(line.quantity, line.fulfilled + (pieces.get(line.id) ?? 0));
    const share = shares[index] ?? 0;
    amount += upTo(until, share, line.quantity) - upTo(line.fulfilled, share, line.quantity);
  });
  return amount;
}

/** The part of `share` that the first `count` of `quantity` equal pieces carry: the minor units left over go with the first pieces. */
function upTo(count: number, share: number, quantity: number): number {
  return count * Math.floor(share / quantity) + Math.min(count, share % quantity);
}
