import type { Page, Refusal } from '@longbox/subgraph';
import type { RefusalCode } from '../domain/stock.ts';
import type { ItemRow, MovementRow } from '../persistence/rows.ts';

/** What the resolvers of a type are given, where that is not the type itself; `codegen-mappers.json` points here. */
export type ItemParent = ItemRow;
export type ItemConnectionParent = Page<ItemRow>;
export type ItemEdgeParent = ItemConnectionParent['edges'][number];

export type MovementParent = MovementRow;
export type MovementConnectionParent = Page<MovementRow>;
export type MovementEdgeParent = MovementConnectionParent['edges'][number];

export interface AdjustInventoryParent {
  readonly items: readonly ItemRow[] | null;
  readonly userErrors: readonly Required<UserErrorParent>[];
}

interface UserErrorParent extends Omit<Refusal<RefusalCode>, 'field'> {
  readonly field: readonly string[] | null;
}

/** A type of another subgraph to which this one adds fields. Its id is whatever the gateway passed on. */
export interface EntityReference {
  readonly id: string;
}

/** A listing as the catalog names it: its id is the variant's. */
export interface ListingReference {
  readonly id: string;
  readonly listed: boolean;
}
