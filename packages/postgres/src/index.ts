export { copyRows } from './copy-rows.ts';
export type { Database } from './database.ts';
export {
  DatabaseUnavailable,
  isCheckViolation,
  isExclusionViolation,
  isForeignKeyViolation,
  isTransient,
  isUniqueViolation,
} from './errors.ts';
export { claimKey, keepResult, type Claim } from './idempotency.ts';
export { IdempotencyKeys1790000000200 } from './idempotency-migration.ts';
export {
  checkInvariants,
  rowsBreaking,
  type BrokenRow,
  type BrokenRows,
  type CheckOptions,
  type Invariant,
  type InvariantCheck,
} from './invariants.ts';
export { listenOn } from './listen.ts';
export { MigrationFailed, migrate } from './migrate.ts';
export { obstacleOf } from './obstacle.ts';
export { openDatabase, type DatabaseOptions, type MigrationClass } from './open-database.ts';
export { PLANNED_EACH_TIME } from './prepared.ts';
export { pagesOf, type ReadPage } from './pages.ts';
export {
  UnsafeRole,
  assertOrdinaryRole,
  storesIn,
  tablesWithoutRowSecurity,
  tenantPolicy,
} from './row-security.ts';
export { createSharedRuns, type SharedRunsOptions } from './shared-runs.ts';
export { createSharedReads, createStoreReads, type SharedReadsOptions } from './shared-reads.ts';
