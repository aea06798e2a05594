import { isId } from '@longbox/ids';

/** The place of one change among those of all orders of a store. */
export interface StorePosition {
  /** All that transactions below this number changed was told before. */
  readonly horizon: string;
  readonly orderId: string;
  readonly revision: number;
}

export function formatStorePosition({ horizon, orderId, revision }: StorePosition): string {
  return `${horizon}.${orderId}.${revision}`;
}

/** Null for what is no position. */
export function parseStorePosition(text: string): StorePosition | null {
  const [horizon = '', orderId = '', revision = '', rest] = text.split('.');
  // A transaction's number has 64 bits: 20 digits at most.
  if (!/^\d{1,19}$/.test(horizon) || !isId(orderId) || !/^\d{1,9}$/.test(revision) || rest !== undefined)
    return null;
  return { horizon, orderId, revision: Number(revision) };
}
