import { createTicks, type Ticks } from '@longbox/subgraph';
import type { Database } from '@longbox/postgres';
import { CART_CHANGED_CHANNEL } from '../persistence/notices.ts';

/** Ticks when a cart has changed; the key is `cartKey`. */
export function createCartFeed(database: Database): Ticks {
  return createTicks((wake) => database.listen(CART_CHANGED_CHANNEL, wake));
}
