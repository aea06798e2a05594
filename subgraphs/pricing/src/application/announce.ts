import type { EventCause, NewEvent } from '@longbox/events';
import type { ChangedPriceRow } from '../persistence/rows.ts';

/** What the others hear of a price that changed. */
export function priceChanged(
  row: ChangedPriceRow,
  changedBy: string,
  cause: EventCause,
): NewEvent<'PriceChanged'> {
  return {
    type: 'PriceChanged',
    key: row.variantId,
    data: {
      variantId: row.variantId,
      productId: row.productId,
      channel: row.channel,
      currency: row.currency,
      amountMinor: row.amountMinor,
      compareAtMinor: row.compareAtMinor,
      previousMinor: row.previousMinor,
      changedBy,
      version: row.version,
    },
    cause,
  };
}
