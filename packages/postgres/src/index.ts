export type { Database } from './database.ts';
export { isCheckViolation, isTransient, isUniqueViolation } from './errors.ts';
export { MigrationFailed, migrate } from './migrate.ts';
export {
  DatabaseUnavailable,
  openDatabase,
  type DatabaseOptions,
  type MigrationClass,
} from './open-database.ts';
export { UnsafeRole, assertOrdinaryRole, tenantPolicy } from './row-security.ts';
