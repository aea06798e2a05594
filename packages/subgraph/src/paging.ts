import { badUserInput } from './errors.ts';

/** A column's value in a cursor. Instants travel as ISO text, and bigints as text. */
export type CursorValue = string | number | boolean | null;

export interface Page<T> {
  readonly edges: { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** A cursor is opaque to clients: the sort key of a row, the last value unique, so that a page begins right after it (keyset). */
export function encodeCursor(values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** The sort key of a cursor. Throws BAD_USER_INPUT for what `encodeCursor` did not make with as many values. */
export function decodeCursor(cursor: string, length: number): CursorValue[] {
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    values = null;
  }
  const plain = (value: unknown) => value === null || ['string', 'number', 'boolean'].includes(typeof value);
  if (!Array.isArray(values) || values.length !== length || !values.every(plain))
    throw badUserInput(
      '`after` is not a cursor of this list: pass an `endCursor` or `cursor` that this list gave.',
    );
  return values as CursorValue[];
}

/** Throws BAD_USER_INPUT unless `first` is 1 to `most`. */
export function checkFirst(first: number, most: number): void {
  if (first < 1 || first > most) throw badUserInput(`\`first\` must be 1 to ${most}, not ${first}.`);
}

/**
 * A Relay connection of rows. Pass `first + 1` rows where there are so many: the last one only tells that there is a next page.
 * `after` is the cursor that the page began behind, if any.
 */
export function pageOf<T>(
  rows: readonly T[],
  first: number,
  keyOf: (row: T) => readonly CursorValue[],
  after?: string | null,
): Page<T> {
  const edges = rows.slice(0, first).map((node) => ({ cursor: encodeCursor(keyOf(node)), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
