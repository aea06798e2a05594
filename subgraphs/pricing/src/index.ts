export { PRICING_ENVIRONMENT, readPricingConfig, type PricingConfig } from './config.ts';
export { ENTITIES, MIGRATIONS } from './persistence/schema.ts';
export { createPricingSubgraph } from './subgraph.ts';
