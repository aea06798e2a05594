import type { Subgraph, SubgraphEnvironment, SubgraphName } from '@longbox/subgraph';

export type SubgraphFactory = (environment: SubgraphEnvironment) => Promise<Subgraph>;

/** How each subgraph is made. They are loaded when they are wanted: a process that serves one does not carry the others. */
export const SUBGRAPHS: Readonly<Record<SubgraphName, SubgraphFactory>> = {
  catalog: async (environment) => (await import('@longbox/catalog')).createCatalogSubgraph(environment),
  inventory: async (environment) => (await import('@longbox/inventory')).createInventorySubgraph(environment),
  order: async (environment) => (await import('@longbox/order')).createOrderSubgraph(environment),
  fulfillment: async (environment) =>
    (await import('@longbox/fulfillment')).createFulfillmentSubgraph(environment),
  pricing: async (environment) => (await import('@longbox/pricing')).createPricingSubgraph(environment),
};
