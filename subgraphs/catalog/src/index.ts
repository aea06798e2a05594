export { CATALOG_ENVIRONMENT, readCatalogConfig, type CatalogConfig } from './config.ts';
export { notedPricesPage, notedStockPage, variantsPage, type VariantFacts } from './persistence/facts.ts';
export { CATALOG_INVARIANTS } from './persistence/invariants.ts';
export { refreshCardSearch } from './persistence/refresh-card-search.ts';
export { refreshProductSearch } from './persistence/refresh-product-search.ts';
export { ENTITIES, MIGRATIONS } from './persistence/schema.ts';
export { createCatalogSubgraph } from './subgraph.ts';
export { openTerminalImport, type TerminalImport, type TerminalImportOptions } from './terminal-import.ts';
