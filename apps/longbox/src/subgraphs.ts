import { createCatalogSubgraph } from '@longbox/catalog';
import { createFulfillmentSubgraph } from '@longbox/fulfillment';
import { createInventorySubgraph } from '@longbox/inventory';
import { createOrderSubgraph } from '@longbox/order';
import { createPricingSubgraph } from '@longbox/pricing';
import type { Subgraph, SubgraphEnvironment, SubgraphName } from '@longbox/subgraph';

/** How each subgraph is made; the only place that knows all five. */
export const SUBGRAPHS: Readonly<
  Record<SubgraphName, (environment: SubgraphEnvironment) => Promise<Subgraph>>
> = {
  catalog: createCatalogSubgraph,
  inventory: createInventorySubgraph,
  order: createOrderSubgraph,
  fulfillment: createFulfillmentSubgraph,
  pricing: createPricingSubgraph,
};
