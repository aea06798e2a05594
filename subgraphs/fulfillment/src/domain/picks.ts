import { accept, refusal, refuseAll, type Outcome, type Refusal } from '@longbox/outcome';
import type { RefusalCode } from './refusals.ts';

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

/** What somebody counted at a stop, which is named by one of two. */
export interface PickRecord {
  readonly stopId?: string | null | undefined;
  readonly sequence?: number | null | undefined;
  readonly pickedQuantity: number;
  /** There are no more. */
  readonly short?: boolean | null | undefined;
}

export interface PickableStop extends StopState {
  readonly id: string;
  readonly sequence: number;
}

export interface CountedStop {
  readonly id: string;
  readonly pickedQuantity: number;
  readonly short: boolean;
  /** Whether that is something else than was counted before. */
  readonly changes: boolean;
}

/** The stops that were counted. Refused when one is unknown, is named twice, or is given another count than 0 to what is wanted there. */
export function nameStops(
  stops: readonly PickableStop[],
  picks: readonly PickRecord[],
): Outcome<readonly CountedStop[], RefusalCode> {
  const byId = new Map(stops.map((stop) => [stop.id, stop]));
  const bySequence = new Map(stops.map((stop) => [stop.sequence, stop]));
  const counted = new Map<string, CountedStop>();
  const refusals = picks.flatMap((pick, index): Refusal<RefusalCode>[] => {
    const { stopId, sequence, pickedQuantity } = pick;
    const field = (name: string) => ['input', 'picks', index, name];
    if (stopId == null && sequence == null)
      return [refusal('REQUIRED', 'Name the stop by `stopId` or `sequence`.', field('sequence'))];
    const by = field(stopId == null ? 'sequence' : 'stopId');
    const stop = stopId == null ? bySequence.get(sequence ?? 0) : byId.get(stopId.toLowerCase());
    if (!stop) return [refusal('NOT_FOUND', 'The batch has no such stop.', by)];
    if (counted.has(stop.id)) return [refusal('INVALID', 'An earlier pick counts this stop already.', by)];
    if (pickedQuantity < 0) return [refusal('INVALID', 'A count is not negative.', field('pickedQuantity'))];
    if (pickedQuantity > stop.quantity)
      return [refusal('TOO_MUCH', `Only ${stop.quantity} are wanted at this stop.`, field('pickedQuantity'))];
    const short = pick.short === true && pickedQuantity < stop.quantity;
    const changes = pickedQuantity !== stop.pickedQuantity || short !== stop.short;
    counted.set(stop.id, { id: stop.id, pickedQuantity, short, changes });
    return [];
  });
  return refusals.length > 0 ? refuseAll(refusals) : accept([...counted.values()]);
}
