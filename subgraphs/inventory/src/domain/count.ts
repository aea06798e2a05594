import type { Stock } from './stock.ts';
import { MOST_ON_HAND } from './adjustment.ts';

/** What a list says of one item. */
export interface CountedLine {
  /** In pieces, 0 or more. */
  readonly quantity: number;
  /** Whether the quantity is what there is; otherwise it is added to it. */
  readonly counted: boolean;
}

/**
 * What on hand becomes by a list. Never less than what is reserved: pieces that are promised to orders are there until somebody says that those orders cannot be
 * served. Never more than an item holds.
 */
export function onHandByList(stock: Stock, { quantity, counted }: CountedLine): number {
  const wanted = counted ? quantity : stock.onHand + quantity;
  return Math.min(MOST_ON_HAND, Math.max(wanted, stock.reserved));
}
