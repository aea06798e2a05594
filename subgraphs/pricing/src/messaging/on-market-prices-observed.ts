import type { Handlers } from '@longbox/events';
import { keepObservations } from '../persistence/market-prices.ts';

export const onMarketPricesObserved: NonNullable<Handlers['MarketPricesObserved']> = (tx, event) =>
  keepObservations(tx, event.data);
