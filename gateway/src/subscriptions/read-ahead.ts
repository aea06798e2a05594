/**
 * Reads a source as fast as it speaks and holds what its reader has not taken yet, in order, `most` values at most. Over that the reader
 * is too slow: the source is ended, what was held is dropped, and `onOverflow` is told. `return()` reaches the source at once.
 */
export function readAhead<T extends object>(
  source: AsyncIterator<T>,
  most: number,
  onOverflow: () => void,
): AsyncIterableIterator<T, undefined> {
  const held: T[] = [];
  const state: { ended: boolean; failure?: Error } = { ended: false };
  let wake: (() => void) | undefined;
  const notify = () => {
    wake?.();
    wake = undefined;
  };

  async function read(): Promise<void> {
    while (!state.ended) {
      const step = await source.next();
      if (state.ended || step.done) break;
      held.push(step.value);
      if (held.length > most) {
        await finish();
        onOverflow();
      }
      notify();
    }
  }

  async function finish(): Promise<void> {
    state.ended = true;
    held.length = 0;
    notify();
    await source.return?.();
  }

  read()
    .catch((error: unknown) => {
      state.failure = error instanceof Error ? error : new SourceError(error);
    })
    .finally(() => {
      state.ended = true;
      notify();
    });

  const done = { value: undefined, done: true } as const;
  return {
    async next() {
      for (;;) {
        const value = held.shift();
        if (value) return { value, done: false };
        if (state.failure) throw state.failure;
        if (state.ended) return done;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    async return() {
      if (!state.ended) await finish();
      return done;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** A source failed with something that is no `Error`, such as a list of GraphQL errors; it is the `cause`. */
export class SourceError extends Error {
  override readonly name = 'SourceError';

  constructor(cause: unknown) {
    super('the source failed', { cause });
  }
}
