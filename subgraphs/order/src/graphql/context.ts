import type { RequestContext, Ticks } from '@longbox/subgraph';
import type { Services } from '../application/services.ts';
import type { OrderFeed } from '../live/order-feed.ts';
import type { Loaders } from './loaders.ts';

/** What each resolver of the order subgraph gets. */
export interface Context extends RequestContext {
  readonly services: Services;
  readonly feed: OrderFeed;
  readonly cartFeed: Ticks;
  readonly loaders: Loaders;
}
