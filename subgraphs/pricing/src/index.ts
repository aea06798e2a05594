export { PRICING_ENVIRONMENT, readPricingConfig, type PricingConfig } from './config.ts';
export { pricesPage, type PriceFacts } from './persistence/facts.ts';
export { PRICING_INVARIANTS } from './persistence/invariants.ts';
export { keptQuotes, type KeptQuote } from './persistence/quotes.ts';
export { ENTITIES, MIGRATIONS } from './persistence/schema.ts';
export { createPricingSubgraph } from './subgraph.ts';
