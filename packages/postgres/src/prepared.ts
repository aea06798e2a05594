import type pg from 'pg';

/** Texts kept prepared; more than the statements of one subgraph, and a bound on what a server process holds for a connection. */
const MOST_TEXTS = 500;
/** A longer text is one that was put together for the occasion, such as an insert of many rows. */
const LONGEST_TEXT = 10_000;

/**
 * Begins the text of a statement that is to be planned anew each time, for what it is asked for this time: a search for `dragon` wants another
 * plan than one for a single card's number, and a plan that is kept for both is right for neither.
 */
export const PLANNED_EACH_TIME = '/* planned each time */';

/**
 * Gives the texts of one pool their names. A statement of a name is parsed once by each connection and planned a few times, instead of
 * both each time, which for the short statements of a store is most of their cost.
 */
export function createStatementNames(): (text: string) => string | undefined {
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined || names.size >= MOST_TEXTS || text.length > LONGEST_TEXT) return known;
    if (text.startsWith(PLANNED_EACH_TIME)) return undefined;
    const name = `s${names.size + 1}`;
    names.set(text, name);
    return name;
  };
}

/** Makes a connection send every statement that has parameters under its name. */
export function prepareStatements(
  connection: pg.PoolClient,
  nameOf: (text: string) => string | undefined,
): void {
  const query = connection.query.bind(connection) as (...args: unknown[]) => unknown;
  const prepared = (first: unknown, values?: unknown, ...rest: unknown[]): unknown => {
    if (typeof first !== 'string' || !Array.isArray(values) || values.length === 0)
      return query(first, values, ...rest);
    const name = nameOf(first);
    return name === undefined ? query(first, values, ...rest) : query({ name, text: first, values }, ...rest);
  };
  connection.query = prepared as typeof connection.query;
}
