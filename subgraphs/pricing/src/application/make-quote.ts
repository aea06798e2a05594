import { newId } from '@longbox/ids';
import type { Caller } from '@longbox/identity';
import { createSharedRuns, type Database } from '@longbox/postgres';
import { priceLines, type AskedLine } from '../domain/quote.ts';
import { effectivePrices } from '../persistence/prices.ts';
import { keepQuotes, type KeptQuote } from '../persistence/quotes.ts';
import { settingsOf } from '../persistence/settings.ts';

export interface QuoteRequest {
  readonly channel: string;
  readonly lines: readonly AskedLine[];
}

/** How long a kept quote stands: time enough for one checkout, not for a price to grow old. */
const LIFETIME_MS = 15 * 60_000;

/** What the lines cost now, by this store's prices and rules alone. Ids must have passed `isId`. Nothing is kept. */
export async function makeQuote(
  { database, clock }: { readonly database: Database; readonly clock: () => Date },
  { store }: Caller,
  { channel, lines }: QuoteRequest,
): Promise<KeptQuote> {
  const keys = lines.map(({ variantId }) => ({ variantId, channel }));
  const { prices, settings } = await database.read(store.id, async (connection) => ({
    prices: await effectivePrices(connection, store.id, keys, store.currency),
    settings: await settingsOf(connection, store.id),
  }));
  const units = new Map(
    prices.flatMap((row, index) => (row ? [[lines[index]?.variantId ?? '', row.amountMinor] as const] : [])),
  );
  const now = clock();
  return {
    id: newId(),
    channel,
    currency: store.currency,
    createdAt: now,
    expiresAt: new Date(now.getTime() + LIFETIME_MS),
    ...priceLines(lines, units, settings),
  };
}

/** Quotes of one store that are kept by one statement at most. */
const MOST_TOGETHER = 100;

/** Keeps quotes of a store, those that come at the same time in one statement. */
export function createQuoteKeeping(database: Database): KeepQuote {
  return createSharedRuns<KeptQuote, void>({
    most: MOST_TOGETHER,
    async run(tenantId, quotes) {
      // One statement needs no transaction around it.
      await database.read(tenantId, (connection) => keepQuotes(connection, tenantId, quotes));
      return [];
    },
  });
}

/** Resolves when the quote is kept. */
export type KeepQuote = (tenantId: string, quote: KeptQuote) => Promise<void>;

/** The same as `makeQuote`, kept as it is: what an order is charged by. */
export async function createQuote(
  parts: { readonly database: Database; readonly clock: () => Date; readonly keepQuote: KeepQuote },
  caller: Caller,
  request: QuoteRequest,
): Promise<KeptQuote> {
  const quote = await makeQuote(parts, caller, request);
  await parts.keepQuote(caller.store.id, quote);
  return quote;
}
