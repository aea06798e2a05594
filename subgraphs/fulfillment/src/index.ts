export type { Carrier, Label, LabelRequest, Parcel, Rate } from './application/carrier.ts';
export { FULFILLMENT_ENVIRONMENT, readFulfillmentConfig, type FulfillmentConfig } from './config.ts';
export { fulfillmentsForOrders, fulfillmentsPage, type FulfillmentFacts } from './persistence/facts.ts';
export { FULFILLMENT_INVARIANTS } from './persistence/invariants.ts';
export { ENTITIES, MIGRATIONS } from './persistence/schema.ts';
export { createFulfillmentSubgraph } from './subgraph.ts';
