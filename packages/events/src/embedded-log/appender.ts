import type { Append } from './store.ts';

interface Waiting {
  readonly appends: readonly Append[];
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** Records kept by one statement at most, unless one caller alone brings more. */
const MOST_AT_ONCE = 2_000;

/**
 * Makes the callers of one process share commits: what is brought while one append is under way goes into the next one together. Each
 * caller's promise resolves when its own records are kept; a failure fails all who shared the append, and each may try again.
 */
export function createAppender(append: (appends: readonly Append[]) => Promise<void>): {
  add(appends: readonly Append[]): Promise<void>;
  /** Resolves when nothing waits. */
  drained(): Promise<void>;
} {
  let queue: Waiting[] = [];
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (queue.length > 0) {
      const together = [queue[0]].filter((each) => each !== undefined);
      let size = together[0]?.appends.length ?? 0;
      for (const next of queue.slice(1)) {
        size += next.appends.length;
        if (size > MOST_AT_ONCE) break;
        together.push(next);
      }
      queue = queue.slice(together.length);
      try {
        await append(together.flatMap((each) => each.appends));
        for (const each of together) each.resolve();
      } catch (error) {
        for (const each of together) each.reject(error);
      }
    }
    running = undefined;
  }

  return {
    add: (appends) =>
      new Promise((resolve, reject) => {
        queue.push({ appends, resolve, reject });
        running ??= run();
      }),
    drained: async () => running,
  };
}
