import type { Page, userErrors } from '@longbox/subgraph';
import type { RefusalCode } from '../domain/refusals.ts';
import type { BatchRow, ShipmentRow, StopRow } from '../persistence/rows.ts';

type UserErrors = ReturnType<typeof userErrors<RefusalCode>>;

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
  readonly userErrors: UserErrors;
}

export interface ShipmentPayloadParent {
  readonly shipment: ShipmentRow | null;
  readonly userErrors: UserErrors;
}

export type BatchConnectionParent = Page<BatchRow>;

export type BatchEdgeParent = BatchConnectionParent['edges'][number];
