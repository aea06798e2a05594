export { LocalPostgresFailed } from './errors.ts';
export { startLocalPostgres, type LocalPostgres, type LocalPostgresOptions } from './start.ts';
