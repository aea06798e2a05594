import type { Handlers } from '@longbox/events';
import { onProductChanged } from '@longbox/variant-directory';
import { onMarketPricesObserved } from './on-market-prices-observed.ts';
import { onStockFileApplied } from './on-stock-file-applied.ts';

/** What pricing keeps of the catalog. */
export const catalogHandlers: Handlers = { ProductChanged: onProductChanged };

/** What the feeds say, in a consumer of its own: a whole game's prices must not keep a new product waiting. */
export const marketHandlers: Handlers = { MarketPricesObserved: onMarketPricesObserved };

/** What stores bring as files; they are large too. */
export function fileHandlers(clock: () => Date): Handlers {
  return { StockFileApplied: onStockFileApplied(clock) };
}
