export { LocalPostgresFailed } from './errors.ts';
export {
  discardLocalPostgres,
  runningLocalPostgres,
  startLocalPostgres,
  type LocalPostgres,
  type LocalPostgresOptions,
} from './start.ts';
