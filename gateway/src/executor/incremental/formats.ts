import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { Delivered } from '../operation.ts';
import type { Later } from './outbox.ts';

type Tell = (error: GraphQLError) => GraphQLFormattedError;
type Told = Readonly<Record<string, unknown>>;

/** How an answer in parts is written for a client. */
export interface IncrementalFormat {
  first(delivered: Delivered, tell: Tell): Told;
  /** Undefined where there is nothing to tell in this format. */
  later(later: Later, tell: Tell): Told | undefined;
}

interface WithErrors {
  readonly errors?: readonly GraphQLError[];
}

export function withTold<T extends WithErrors>({ errors, ...rest }: T, tell: Tell) {
  return { ...rest, ...(errors ? { errors: errors.map(tell) } : {}) };
}

/** `deferSpec=20220824` (https://github.com/graphql/defer-stream-wg, as of that day): each piece says its path and label. */
export const byPath: IncrementalFormat = {
  first: ({ first }, tell) => ({ ...withTold(first, tell), hasNext: true }),
  later({ incremental, hasNext }, tell) {
    if (incremental.length === 0) return hasNext ? undefined : { hasNext };
    const pieces = incremental.map(({ data, path, label, errors }) => ({
      data,
      path,
      ...(label === undefined ? {} : { label }),
      ...(errors ? { errors } : {}),
    }));
    return { incremental: pieces.map((piece) => withTold(piece, tell)), hasNext };
  },
};

/**
 * `incrementalSpec=v0.2` (https://specs.apollo.dev/incremental/v0.2/; what graphql-js 17 sends since its alpha 9): what will come is
 * promised by an id, kept in pieces, and said to be complete.
 */
export const byId: IncrementalFormat = {
  first: ({ first, pending = [] }, tell) => ({ ...withTold(first, tell), pending, hasNext: true }),
  later({ pending, incremental, completed, hasNext }, tell) {
    const failed = new Map(
      incremental.flatMap(({ id, data, errors = [] }) =>
        data === null ? [[id, errors.map(tell)] as const] : [],
      ),
    );
    const pieces = incremental.flatMap(({ id, data, errors }) =>
      data === null ? [] : [withTold({ id, data, ...(errors ? { errors } : {}) }, tell)],
    );
    return {
      ...(pending.length > 0 ? { pending } : {}),
      ...(pieces.length > 0 ? { incremental: pieces } : {}),
      ...(completed.length > 0
        ? {
            completed: completed.map((id) => {
              const errors = failed.get(id);
              return errors ? { id, errors } : { id };
            }),
          }
        : {}),
      hasNext,
    };
  },
};

const SPEC = /multipart\/mixed\s*;[^,]*?(?:deferSpec="?(20220824)"?|incrementalSpec="?(v0\.2)"?)/i;

/** The format that an `accept` header asks for, the first where it names both; undefined for a client that takes one piece. */
export function formatFor(accept: string): IncrementalFormat | undefined {
  const found = SPEC.exec(accept);
  if (!found) return undefined;
  return found[2] === undefined ? byPath : byId;
}
