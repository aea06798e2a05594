import { availableToSell, type Stock } from './stock.ts';

/** A line of an order that wants stock. */
export interface WantedLine {
  readonly orderLineId: string;
  readonly variantId: string;
  readonly quantity: number;
}

/** An item that could serve the order; `buffer` is what is held back from the order's channel. */
export interface Candidate extends Stock {
  readonly itemId: string;
  readonly variantId: string;
  readonly locationId: string;
  readonly buffer: number;
}

/** So many pieces of this item for this line. */
export interface Share {
  readonly orderLineId: string;
  readonly itemId: string;
  readonly quantity: number;
}

export interface Shortage {
  readonly orderLineId: string;
  readonly variantId: string;
  readonly requested: number;
  readonly available: number;
}

export type Allocation =
  | { readonly ok: true; readonly shares: readonly Share[] }
  | { readonly ok: false; readonly shortages: readonly Shortage[] };

/**
 * Which items serve which lines: every line in full, or none. Parcels cost money, so one location for the whole order is taken before
 * one for each variant, and that before several; among equals the one that stands first in `candidates`, which the caller puts in order
 * (the store's oldest location first). Never takes more of an item than can be sold on the channel.
 */
export function allocate(lines: readonly WantedLine[], candidates: readonly Candidate[]): Allocation {
  const wanted = new Map<string, number>();
  for (const { variantId, quantity } of lines) wanted.set(variantId, (wanted.get(variantId) ?? 0) + quantity);
  const byVariant = Map.groupBy(candidates, ({ variantId }) => variantId);
  const wholeOrder = locationForAll(wanted, candidates);

  const sources = new Map<string, Source[]>();
  for (const [variantId, quantity] of wanted) {
    const free = (byVariant.get(variantId) ?? []).map(sourceOf).filter(({ left }) => left > 0);
    const preferred =
      free.find((source) => source.locationId === wholeOrder) ?? free.find(({ left }) => left >= quantity);
    // Where several must serve, the fullest first: the fewest parcels. The sort is stable, so that equals keep the caller's order.
    sources.set(variantId, preferred ? [preferred] : free.sort((a, b) => b.left - a.left));
  }
  return share(lines, sources);
}

interface Source {
  readonly itemId: string;
  readonly locationId: string;
  left: number;
}

function sourceOf(candidate: Candidate): Source {
  const { itemId, locationId, buffer } = candidate;
  return { itemId, locationId, left: availableToSell(candidate, buffer) };
}

function locationForAll(
  wanted: ReadonlyMap<string, number>,
  candidates: readonly Candidate[],
): string | undefined {
  const served = new Map<string, number>();
  for (const candidate of candidates) {
    const enough =
      availableToSell(candidate, candidate.buffer) >= (wanted.get(candidate.variantId) ?? Infinity);
    if (enough) served.set(candidate.locationId, (served.get(candidate.locationId) ?? 0) + 1);
  }
  const order = [...new Set(candidates.map(({ locationId }) => locationId))];
  return order.find((locationId) => served.get(locationId) === wanted.size);
}

function share(lines: readonly WantedLine[], sources: ReadonlyMap<string, Source[]>): Allocation {
  const shares: Share[] = [];
  const shortages: Shortage[] = [];
  for (const { orderLineId, variantId, quantity } of lines) {
    let missing = quantity;
    for (const source of sources.get(variantId) ?? []) {
      const taken = Math.min(missing, source.left);
      if (taken === 0) continue;
      source.left -= taken;
      missing -= taken;
      shares.push({ orderLineId, itemId: source.itemId, quantity: taken });
    }
    if (missing > 0)
      shortages.push({ orderLineId, variantId, requested: quantity, available: quantity - missing });
  }
  return shortages.length > 0 ? { ok: false, shortages } : { ok: true, shares };
}
