export { CATALOG_ENVIRONMENT, readCatalogConfig, type CatalogConfig } from './config.ts';
export { ENTITIES, MIGRATIONS } from './persistence/schema.ts';
export { createCatalogSubgraph } from './subgraph.ts';
