export { callerOf, storeOf } from './callers.ts';
export { startCollector, type Collector, type ReceivedSpan } from './collector.ts';
export {
  copyOfDatabase,
  emptyDatabase,
  testDatabase,
  type TestDatabase,
  type TestDatabaseOptions,
} from './database.ts';
export { waitFor } from './wait-for.ts';
