import type { Handlers } from '@longbox/events';
import { takeStockFile } from '../application/take-stock-file.ts';
import { causeOf } from './cause-of.ts';
import type { HandlerParts } from './handler-parts.ts';

export function onStockFileApplied({
  clock,
}: Pick<HandlerParts, 'clock'>): NonNullable<Handlers['StockFileApplied']> {
  return (tx, event) => takeStockFile(tx, event.data, causeOf(event), clock());
}
