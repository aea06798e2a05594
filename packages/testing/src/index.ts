export { callerOf, storeOf } from './callers.ts';
export {
  copyOfDatabase,
  emptyDatabase,
  testDatabase,
  type TestDatabase,
  type TestDatabaseOptions,
} from './database.ts';
export { waitFor } from './wait-for.ts';
