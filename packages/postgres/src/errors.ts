/** What PostgreSQL says of an error, wherever TypeORM or the driver put it. */
interface PostgresError {
  readonly code?: string;
  readonly constraint?: string;
  readonly driverError?: PostgresError;
}

function reported(error: unknown): PostgresError | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { driverError } = error as PostgresError;
  return driverError ?? (error as PostgresError);
}

/** Serialisation failure or deadlock: the transaction may succeed when it is run again. */
export function isTransient(error: unknown): boolean {
  const code = reported(error)?.code;
  return code === '40001' || code === '40P01';
}

/** Whether a unique constraint or index refused the row: that one when it is named, any otherwise. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const found = reported(error);
  return found?.code === '23505' && (constraint === undefined || found.constraint === constraint);
}

/** Whether a check constraint refused the row. */
export function isCheckViolation(error: unknown, constraint?: string): boolean {
  const found = reported(error);
  return found?.code === '23514' && (constraint === undefined || found.constraint === constraint);
}
