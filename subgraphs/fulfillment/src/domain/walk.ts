/** Pieces of one order's line that lie in one bin. */
export interface Allocation {
  readonly id: string;
  readonly locationId: string;
  readonly locationCode: string;
  /** Null for pieces that have no bin: they are looked for last. */
  readonly bin: string | null;
  readonly variantId: string;
  readonly quantity: number;
}

/** One place to stop at, and what to take there for all of the orders together. */
export interface Stop {
  readonly sequence: number;
  readonly locationId: string;
  readonly locationCode: string;
  readonly bin: string | null;
  readonly variantId: string;
  readonly quantity: number;
  readonly allocationIds: readonly string[];
}

/**
 * The walk through the bins: location by location, within one in the natural order of bins (A-2 before A-10, those without one last), the
 * same variant in the same bin taken at once for all orders.
 */
export function walkOf(allocations: readonly Allocation[]): Stop[] {
  const places = Map.groupBy(allocations, ({ locationId, bin, variantId }) =>
    JSON.stringify([locationId, bin, variantId]),
  );
  return [...places.values()]
    .flatMap((taken) => {
      const [first] = taken;
      return first ? [{ first, taken }] : [];
    })
    .sort((a, b) => inWalkingOrder(a.first, b.first))
    .map(({ first, taken }, index) => ({
      sequence: index + 1,
      locationId: first.locationId,
      locationCode: first.locationCode,
      bin: first.bin,
      variantId: first.variantId,
      quantity: taken.reduce((sum, { quantity }) => sum + quantity, 0),
      allocationIds: taken.map(({ id }) => id),
    }));
}

const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function inWalkingOrder(a: Allocation, b: Allocation): number {
  return (
    natural.compare(a.locationCode, b.locationCode) ||
    byCodeUnits(a.locationId, b.locationId) ||
    Number(a.bin === null) - Number(b.bin === null) ||
    natural.compare(a.bin ?? '', b.bin ?? '') ||
    byCodeUnits(a.bin ?? '', b.bin ?? '') ||
    byCodeUnits(a.variantId, b.variantId)
  );
}

/** Decides between what reads alike (`a-1` and `A-1`), so that the same orders always give the same walk. */
function byCodeUnits(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

const START_SECONDS = 20;
const STOP_SECONDS = 8;
const PIECE_SECONDS = 3;

/** What the walk takes, as the SDL says: 20 s to start, 8 s a stop, 3 s a piece. */
export function estimatedSeconds(stops: readonly { readonly quantity: number }[]): number {
  const pieces = stops.reduce((sum, { quantity }) => sum + quantity, 0);
  return START_SECONDS + STOP_SECONDS * stops.length + PIECE_SECONDS * pieces;
}
