import type { CurrencyCode, Money } from '@longbox/money';
import type { Page } from '@longbox/subgraph';
import type { PricedLine } from '../application/priced-cart.ts';
import type { OrderFilter } from '../persistence/order-queries.ts';
import type { OrderLineRow, OrderRow, ReturnLineRow, ReturnRow } from '../persistence/rows.ts';

/** What the resolvers of a type get as their parent, where that is not a row as it is. */

export interface CartLineParent extends PricedLine {
  readonly currency: CurrencyCode;
}

export interface OrderLineParent extends OrderLineRow {
  readonly currency: CurrencyCode;
}

export interface ReturnParent extends ReturnRow {
  readonly currency: CurrencyCode;
  readonly lines: readonly ReturnLineRow[];
}

export interface OrderPage extends Page<OrderRow> {
  /** What is counted for `totalCount`, if it is asked for. */
  readonly filter: OrderFilter;
}

export function moneyOf(amount: number, currency: CurrencyCode): Money {
  return { amount, currency };
}
