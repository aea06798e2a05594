import type { GraphQLError } from 'graphql';

/** One piece of an answer that came later (https://github.com/graphql/defer-stream-wg, as of 2022-08-24). */
export interface Piece {
  readonly data: unknown;
  readonly path: readonly (string | number)[];
  readonly label?: string;
  readonly errors?: readonly GraphQLError[];
}

export interface Later {
  readonly incremental?: readonly Piece[];
  readonly hasNext: boolean;
}

/** Parts on their way to one client. */
export interface Outbox {
  /** So many more parts will come. */
  expect(parts: number): void;
  /** One part has come, in no piece or in several. */
  add(pieces: readonly Piece[]): void;
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
    add(pieces) {
      state.expected -= 1;
      const hasNext = state.expected > 0;
      if (pieces.length > 0) waiting.push({ incremental: pieces, hasNext });
      else if (!hasNext) waiting.push({ hasNext });
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
