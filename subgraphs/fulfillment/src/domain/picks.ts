export type BatchStatus = 'OPEN' | 'PICKING' | 'PICKED' | 'COMPLETED';

export interface StopState {
  readonly quantity: number;
  readonly pickedQuantity: number;
  readonly short: boolean;
}

/** How far the picking of a batch is. A stop where fewer were found is done as well. */
export function pickingStatus(stops: readonly StopState[]): Exclude<BatchStatus, 'COMPLETED'> {
  if (stops.every(({ quantity, pickedQuantity, short }) => short || pickedQuantity >= quantity))
    return 'PICKED';
  return stops.some(({ pickedQuantity, short }) => pickedQuantity > 0 || short) ? 'PICKING' : 'OPEN';
}

/** Gives what was picked at a stop to the orders that want it, earlier orders of the batch first. Answers the share of each. */
export function shareOut(picked: number, wanted: readonly number[]): number[] {
  let left = picked;
  return wanted.map((quantity) => {
    const share = Math.min(left, quantity);
    left -= share;
    return share;
  });
}
