import type { GraphQLError } from 'graphql';

/** A part of an answer that will come, at one of the places where it belongs. */
export interface Promised {
  /** Its own among all of the answer. */
  readonly id: string;
  readonly path: readonly (string | number)[];
  readonly label?: string;
}

/** What was promised. Data is null where the errors leave nothing of it. */
export interface Piece extends Promised {
  readonly data: unknown;
  readonly errors?: readonly GraphQLError[];
}

/** What is told at once, after the first part. */
export interface Later {
  readonly pending: readonly Promised[];
  readonly incremental: readonly Piece[];
  /** Ids of promises that are kept, those included of which nothing is left to tell. */
  readonly completed: readonly string[];
  readonly hasNext: boolean;
}

/** Parts on their way to one client. */
export interface Outbox {
  /** So many more parts will come. */
  expect(parts: number): void;
  /** One part has come, in no piece or in several. */
  add(part: Omit<Later, 'hasNext'>): void;
  /** Reads what came, in order. `onReturn` hears when the reader leaves. */
  read(onReturn: () => void): AsyncIterableIterator<Later, undefined>;
}

export function createOutbox(onEnd: () => void): Outbox {
  const waiting: Later[] = [];
  const state = { expected: 0 };
  let wake: (() => void) | undefined;
  const done = { value: undefined, done: true } as const;
  return {
    expect(parts) {
      state.expected += parts;
    },
    add(part) {
      state.expected -= 1;
      const hasNext = state.expected > 0;
      const isEmpty = part.pending.length + part.incremental.length + part.completed.length === 0;
      if (!isEmpty || !hasNext) waiting.push({ ...part, hasNext });
      if (!hasNext) onEnd();
      wake?.();
    },
    read: (onReturn) => ({
      async next() {
        while (waiting.length === 0 && state.expected > 0)
          await new Promise<void>((resolve) => (wake = resolve));
        const value = waiting.shift();
        return value ? { value, done: false } : done;
      },
      return() {
        onReturn();
        return Promise.resolve(done);
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    }),
  };
}
