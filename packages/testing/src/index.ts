export { callerOf, storeOf } from './callers.ts';
export { emptyDatabase, testDatabase, type TestDatabase, type TestDatabaseOptions } from './database.ts';
export { waitFor } from './wait-for.ts';
