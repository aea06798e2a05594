import { causedBy, type Handlers } from '@longbox/events';
import { takeStockFile } from '../application/take-stock-file.ts';

/** Throws a TypeError for a file of no store: no peer sends such. */
export function onStockFileApplied(clock: () => Date): NonNullable<Handlers['StockFileApplied']> {
  return async (tx, event) => {
    const { tenantId } = event;
    if (tenantId === null) throw new TypeError(`${event.type} ${event.id} names no store`);
    await takeStockFile(tx, event.data, { ...causedBy(event), tenantId }, clock());
  };
}
