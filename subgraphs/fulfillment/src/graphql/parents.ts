import type { BatchRow, ShipmentRow, StopRow } from '../persistence/rows.ts';
import type { PageInfo, UserError } from './generated.ts';

/** An entity of another subgraph, by its key. */
export interface EntityReference {
  readonly id: string;
}

/** A pick list is its batch, looked at as a walk. */
export interface PickListParent {
  readonly stops: readonly StopRow[];
}

export interface BatchPayloadParent {
  readonly batch: BatchRow | null;
  readonly userErrors: readonly UserError[];
}

export interface ShipmentPayloadParent {
  readonly shipment: ShipmentRow | null;
  readonly userErrors: readonly UserError[];
}

export interface BatchConnectionParent {
  readonly edges: readonly { readonly cursor: string; readonly node: BatchRow }[];
  readonly pageInfo: PageInfo;
}

export type BatchEdgeParent = BatchConnectionParent['edges'][number];
