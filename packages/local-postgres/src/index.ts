export { LocalPostgresFailed } from './errors.ts';
export {
  discardLocalPostgres,
  startLocalPostgres,
  type LocalPostgres,
  type LocalPostgresOptions,
} from './start.ts';
