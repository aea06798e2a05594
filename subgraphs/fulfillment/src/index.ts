export type { Carrier, Label, LabelRequest, Parcel, Rate } from './application/carrier.ts';
export { FULFILLMENT_ENVIRONMENT, readFulfillmentConfig, type FulfillmentConfig } from './config.ts';
export { ENTITIES, MIGRATIONS } from './persistence/schema.ts';
export { createFulfillmentSubgraph } from './subgraph.ts';
