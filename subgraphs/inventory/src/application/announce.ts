import type { EventCause, NewEvent } from '@longbox/events';
import type { ItemRow } from '../persistence/rows.ts';

/** What a change of a store's stock came from; its events carry it on. */
export type Cause = EventCause & { readonly tenantId: string };

/** The channel whose buffer the search read model of the catalog counts with. */
const ONLINE = 'online';

/** One event for each item as it is after a change. */
export function stockChanged(items: readonly ItemRow[], cause: Cause): NewEvent<'StockChanged'>[] {
  return items.map((item) => ({
    type: 'StockChanged',
    key: item.variantId,
    data: {
      itemId: item.id,
      variantId: item.variantId,
      productId: item.productId,
      locationId: item.locationId,
      onHand: item.onHand,
      reserved: item.reserved,
      safetyStock: item.safetyStock,
      onlineBuffer: item.buffers[ONLINE] ?? 0,
      version: item.version,
    },
    cause,
  }));
}
