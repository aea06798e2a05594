import { CATALOG_INVARIANTS } from '@longbox/catalog';
import { MESSAGING_INVARIANTS } from '@longbox/events';
import { FULFILLMENT_INVARIANTS } from '@longbox/fulfillment';
import { INVENTORY_INVARIANTS } from '@longbox/inventory';
import { ORDER_INVARIANTS } from '@longbox/order';
import type { Invariant } from '@longbox/postgres';
import { PRICING_INVARIANTS } from '@longbox/pricing';
import type { SubgraphName } from '@longbox/subgraph';
import type { CrossCheck } from './cross-check.ts';
import { EVENT_LOG_INVARIANTS } from './event-log.ts';
import type { CrossInvariant } from './findings.ts';
import { ORDER_CHECKS } from './orders.ts';
import { READ_MODEL_CHECKS } from './read-models.ts';

/** What must be true within the database of each subgraph, for each store. */
export const OWN_INVARIANTS: Readonly<Record<SubgraphName, readonly Invariant[]>> = {
  catalog: CATALOG_INVARIANTS,
  inventory: INVENTORY_INVARIANTS,
  order: ORDER_INVARIANTS,
  fulfillment: FULFILLMENT_INVARIANTS,
  pricing: PRICING_INVARIANTS,
};

/** What must be true between them, for each store. */
export const CROSS_CHECKS: readonly CrossCheck[] = [...ORDER_CHECKS, ...READ_MODEL_CHECKS];

export { EVENT_LOG_INVARIANTS, MESSAGING_INVARIANTS };

export interface DescribedInvariant {
  /** The database, or the databases between which it holds. */
  readonly where: string;
  readonly name: string;
  readonly sentence: string;
}

/** Every invariant, in the order in which they are reported. */
export function describedInvariants(): DescribedInvariant[] {
  const described = (where: string, { name, sentence }: Invariant) => ({ where, name, sentence });
  const between = ({ between: where, name, sentence }: CrossInvariant) => ({ where, name, sentence });
  return [
    ...Object.entries(OWN_INVARIANTS).flatMap(([where, list]) => list.map((each) => described(where, each))),
    ...CROSS_CHECKS.flatMap(({ invariants }) => invariants.map(between)),
    ...MESSAGING_INVARIANTS.map((each) => described('each database', each)),
    ...EVENT_LOG_INVARIANTS.map(between),
  ];
}
