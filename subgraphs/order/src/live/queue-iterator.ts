export interface Queue<T> {
  /** The reading end. `return()` ends it at once, also while a `next()` waits. */
  readonly iterator: AsyncIterableIterator<T>;
  /** False when the reader has fallen behind by more than the bound and the queue has ended with an error, or has ended before. */
  push(value: T): boolean;
  /** Ends the queue with an error, once what is in it has been read. */
  fail(error: Error): void;
}

/**
 * A bounded queue behind an async iterator, written by hand: an `async function*` that awaits holds `return()` back until its next value,
 * and whoever left would stay subscribed until then. `ended` is called once, however it ends.
 */
export function createQueue<T>(most: number, ended: () => void): Queue<T> {
  const values: T[] = [];
  let waiting: { resolve(result: IteratorResult<T>): void; reject(error: Error): void } | undefined;
  let failure: Error | undefined;
  let over = false;

  function end(): void {
    if (over) return;
    over = true;
    ended();
  }
  const done = () => ({ value: undefined, done: true }) as const;

  function fail(error: Error): void {
    if (over) return;
    failure = error;
    end();
    const reader = waiting;
    if (!reader) return;
    waiting = undefined;
    failure = undefined;
    reader.reject(error);
  }

  const iterator: AsyncIterableIterator<T> = {
    next() {
      const value = values.shift();
      if (value !== undefined) return Promise.resolve({ value, done: false });
      if (failure) {
        const error = failure;
        failure = undefined;
        return Promise.reject(error);
      }
      if (over) return Promise.resolve(done());
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject };
      });
    },
    return() {
      end();
      values.length = 0;
      failure = undefined;
      waiting?.resolve(done());
      waiting = undefined;
      return Promise.resolve(done());
    },
    throw(error: Error) {
      void iterator.return?.();
      return Promise.reject(error);
    },
    [Symbol.asyncIterator]: () => iterator,
  };

  return {
    iterator,
    fail,
    push(value) {
      if (over) return false;
      if (waiting) {
        const reader = waiting;
        waiting = undefined;
        reader.resolve({ value, done: false });
        return true;
      }
      if (values.length >= most) {
        values.length = 0;
        fail(new Error('the subscriber fell too far behind; subscribe again'));
        return false;
      }
      values.push(value);
      return true;
    },
  };
}
