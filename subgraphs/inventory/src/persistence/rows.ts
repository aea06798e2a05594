import type { Location } from '../domain/location.ts';
import type { MovementType, Stock, StockReason } from '../domain/stock.ts';

export interface LocationRow extends Location {
  readonly tenantId: string;
  readonly createdAt: Date;
}

/** The stock of a variant at a location. */
export interface ItemRow extends Stock {
  readonly id: string;
  readonly variantId: string;
  readonly productId: string;
  readonly locationId: string;
  /** Pieces held back, by channel. */
  readonly buffers: Readonly<Record<string, number>>;
  readonly bin: string | null;
  /** Grows with each change. */
  readonly version: number;
  readonly updatedAt: Date;
}

export interface MovementRow {
  readonly id: string;
  /** Text, since it is a bigint. Orders the movements of an item. */
  readonly sequence: string;
  readonly variantId: string;
  readonly locationId: string;
  readonly at: Date;
  readonly type: MovementType;
  readonly quantity: number;
  readonly onHandAfter: number;
  readonly reason: StockReason;
  readonly reference: string | null;
  readonly actor: string;
}

export type ReservationStatus = 'HELD' | 'COMMITTED' | 'RELEASED' | 'EXPIRED';

export interface ReservationRow {
  readonly id: string;
  readonly orderLineId: string;
  readonly locationCode: string;
  readonly quantity: number;
  readonly status: ReservationStatus;
  readonly expiresAt: Date;
}

/** The columns of `inventory_items`, whose alias is `i`, as an `ItemRow`. */
export const ITEM_COLUMNS = `i.id, i.variant_id AS "variantId", i.product_id AS "productId", i.location_id AS "locationId",
  i.on_hand AS "onHand", i.reserved, i.safety_stock AS "safetyStock", i.channel_buffers AS buffers, i.bin,
  i.version::float8 AS version, i.updated_at AS "updatedAt"`;

/** What can be sold of the item `i` on the channel that the SQL expression names, before it is cut off at 0. */
export function sellable(channel: string): string {
  return `(i.on_hand - i.reserved - i.safety_stock - coalesce((i.channel_buffers ->> ${channel})::int, 0))`;
}
