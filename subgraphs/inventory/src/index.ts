export { checkLedger, type LedgerViolation } from './application/check-ledger.ts';
export { INVENTORY_ENVIRONMENT, readInventoryConfig, type InventoryConfig } from './config.ts';
export { heldForOrders, heldPage, stockPage, type HeldOrder } from './persistence/facts.ts';
export { INVENTORY_INVARIANTS } from './persistence/invariants.ts';
export { ENTITIES, MIGRATIONS } from './persistence/schema.ts';
export { createInventorySubgraph } from './subgraph.ts';
