export {
  LEDGER_INVARIANTS,
  checkLedger,
  type LedgerInvariant,
  type LedgerViolation,
} from './application/check-ledger.ts';
export { INVENTORY_ENVIRONMENT, readInventoryConfig, type InventoryConfig } from './config.ts';
export { ENTITIES, MIGRATIONS } from './persistence/schema.ts';
export { createInventorySubgraph } from './subgraph.ts';
