import type { Caller } from '@longbox/identity';
import type { Database } from '@longbox/postgres';
import type { VariantDirectory } from '@longbox/variant-directory';
import type { Logger } from 'pino';
import type { Decision } from '../domain/saga.ts';
import type { Advance } from './advance.ts';
import type { PlaceOrder, Placed } from './placing.ts';
import type { OrderConfig } from '../config.ts';
import type { Quote } from '../domain/quote.ts';
import type { PaymentProvider } from './payment-provider.ts';

export interface QuoteRequest {
  readonly channel: string;
  readonly lines: readonly { readonly key: string; readonly variantId: string; readonly quantity: number }[];
  /** Where it is shipped to, when that is known. */
  readonly countryCode?: string;
}

/** The pricing subgraph: the only source of what anything costs. Both throw `PeerUnavailable`, and then nothing may be sold. */
export interface Pricing {
  quote(caller: Caller, request: QuoteRequest): Promise<Quote>;
  /** A quote that pricing keeps: what an order is charged by. */
  createQuote(caller: Caller, request: QuoteRequest): Promise<Quote>;
}

/** The inventory subgraph, asked for what could be sold now: by variant id; null when it does not answer. */
export interface Stock {
  availableToSell(
    caller: Caller,
    variantIds: readonly string[],
    channel: string,
  ): Promise<ReadonlyMap<string, number> | null>;
}

/** What the use cases stand on. */
export interface Services {
  readonly database: Database;
  readonly variants: VariantDirectory;
  readonly pricing: Pricing;
  readonly stock: Stock;
  readonly provider: PaymentProvider;
  readonly config: OrderConfig;
  /**
   * Takes one step of an order's saga in a transaction that steps of other orders may share; answers what was decided, undefined when the
   * store has no such order.
   */
  readonly advance: (tenantId: string, advance: Advance) => Promise<Decision | undefined>;
  /** Places an order in a transaction that other checkouts may share. */
  readonly place: (tenantId: string, command: PlaceOrder) => Promise<Placed>;
  /** Told of each timer that this process sets, so that it wakes in time; other processes look by themselves. */
  readonly timerSet: (dueAt: Date) => void;
  readonly clock: () => Date;
  readonly logger: Logger;
}

export function secondsAfter(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * 1_000);
}
