/** A database that cannot be reached, or does not take us in; the message says which and what to mend, the cause is the driver's error. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

/** What PostgreSQL says of an error, wherever TypeORM or the driver put it. */
interface PostgresError {
  readonly code?: string;
  readonly constraint?: string;
  readonly driverError?: PostgresError;
}

/** Causes are followed this far, so that a circle of them ends. */
const DEEPEST_CAUSE = 8;

function reported(error: unknown): PostgresError | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const found: PostgresError = error;
  return found.driverError ?? found;
}

/** Serialisation failure or deadlock, also as the cause of another error: the transaction may succeed when it is run again. */
export function isTransient(error: unknown): boolean {
  let current = error;
  for (let depth = 0; depth < DEEPEST_CAUSE && current instanceof Error; depth += 1) {
    const code = reported(current)?.code;
    if (code === '40001' || code === '40P01') return true;
    current = current.cause;
  }
  return false;
}

/** Whether a unique constraint or index refused the row: that one when it is named, any otherwise. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return isViolation('23505', error, constraint);
}

/** Whether a check constraint refused the row: that one when it is named, any otherwise. */
export function isCheckViolation(error: unknown, constraint?: string): boolean {
  return isViolation('23514', error, constraint);
}

/** Whether a foreign key refused the row: that one when it is named, any otherwise. */
export function isForeignKeyViolation(error: unknown, constraint?: string): boolean {
  return isViolation('23503', error, constraint);
}

/** Whether an exclusion constraint refused the row: that one when it is named, any otherwise. */
export function isExclusionViolation(error: unknown, constraint?: string): boolean {
  return isViolation('23P01', error, constraint);
}

function isViolation(code: string, error: unknown, constraint: string | undefined): boolean {
  const found = reported(error);
  return found?.code === code && (constraint === undefined || found.constraint === constraint);
}

/**
 * Whether the driver gave up on a statement without an answer of the server (its time was over, the connection broke): what the
 * connection is doing now is not known, and nothing else may be sent on it.
 */
export function isUnanswered(error: unknown): boolean {
  const { driverError } = (error ?? {}) as PostgresError;
  return driverError !== undefined && !/^[0-9A-Z]{5}$/.test(driverError.code ?? '');
}

/** What went wrong, in the driver's words; an attempt on several addresses has one for each. */
export function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.errors.length > 0)
    return cause.errors.map(reasonOf).join(', ');
  return cause instanceof Error ? cause.message : String(cause);
}

/** Says that a database cannot be used, with its address but not the password in it. */
export function unavailable(name: string, url: string, cause: unknown): DatabaseUnavailable {
  const variable = `${name.toUpperCase().replaceAll('-', '_')}_DATABASE_URL`;
  const address = URL.parse(url);
  if (!address?.host)
    return new DatabaseUnavailable(
      `${variable} is not the address of a database; it looks like postgres://user:password@host:5432/database`,
      { cause },
    );
  const where = `${address.host}${address.pathname}`;
  return new DatabaseUnavailable(
    `the ${name} database at ${where} cannot be used (${reasonOf(cause)}): see that it runs, or mend ${variable}`,
    { cause },
  );
}
