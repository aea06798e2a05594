/** What PostgreSQL says of an error, wherever TypeORM or the driver put it. */
interface PostgresError {
  readonly code?: unknown;
  readonly driverError?: PostgresError;
}

/**
 * Whether the database refused the data themselves, which no second attempt would change: a value that a column cannot hold (class 22), a
 * constraint (23), a row that is too large (54).
 */
export function isDataError(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const found = error as PostgresError;
  const code = found.driverError?.code ?? found.code;
  return typeof code === 'string' && /^(?:22|23|54)[0-9A-Z]{3}$/.test(code);
}
