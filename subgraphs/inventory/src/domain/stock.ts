/** How the pieces of one item (a variant at a location) stand. All in pieces. */
export interface Stock {
  readonly onHand: number;
  /** Of those on hand, promised to orders: 0 to `onHand`. */
  readonly reserved: number;
  /** Pieces that are never sold: what the count may be wrong by. */
  readonly safetyStock: number;
}

/**
 * What can be sold of an item on a channel that `buffer` pieces are held back from, never below 0. The statements of
 * persistence/availability.ts and persistence/hold-stock.ts say the same in SQL.
 */
export function availableToSell(stock: Stock, buffer: number): number {
  return Math.max(0, stock.onHand - stock.reserved - stock.safetyStock - buffer);
}

/** In stock and no more than this is low; the contract names the number (`Availability.lowStock`). */
export const LOW_STOCK_PIECES = 3;

export interface AvailabilityView {
  readonly availableToSell: number;
  readonly inStock: boolean;
  readonly lowStock: boolean;
}

export function availabilityOf(pieces: number): AvailabilityView {
  return { availableToSell: pieces, inStock: pieces > 0, lowStock: pieces > 0 && pieces <= LOW_STOCK_PIECES };
}

export const STOCK_REASONS = ['RESTOCK', 'SALE', 'RETURN', 'DAMAGE', 'ADJUSTMENT', 'TRANSFER'] as const;
export type StockReason = (typeof STOCK_REASONS)[number];

export type MovementType = 'IN' | 'OUT' | 'TRANSFER';

/** `quantity` is signed: what on hand changes by. */
export function movementType(reason: StockReason, quantity: number): MovementType {
  if (reason === 'TRANSFER') return 'TRANSFER';
  return quantity > 0 ? 'IN' : 'OUT';
}

/** What a mutation may be refused with; `UserErrorCode` of the contract. */
export type RefusalCode =
  | 'INVALID'
  | 'NOT_FOUND'
  | 'TAKEN'
  | 'REQUIRED'
  | 'TOO_MANY'
  | 'INSUFFICIENT_STOCK'
  | 'IDEMPOTENCY_KEY_REUSED';
