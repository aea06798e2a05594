/** Says that something has changed, by its key, to those who watch it in this process. */
export interface Ticks {
  /**
   * A tick now, and one whenever the key has changed since the last one was taken: changes that nobody has looked at yet are one tick.
   * Whoever takes a tick reads what there is. `return()` ends it at once.
   */
  watch(key: string): Promise<AsyncIterableIterator<true>>;
  /** How many watch. */
  readonly size: number;
  close(): Promise<void>;
}

interface Watcher {
  tick(): void;
  end(): void;
}

/**
 * Ticks from the notices of a database channel whose payload is the key (`Database.listen`). The empty one comes after a lost connection,
 * and ticks everything.
 */
export function createTicks(listen: (wake: (key: string) => void) => Promise<() => Promise<void>>): Ticks {
  const watchers = new Map<string, Set<Watcher>>();
  let listening: Promise<() => Promise<void>> | undefined;

  function wake(key: string): void {
    const woken = key === '' ? watchers.values() : [watchers.get(key) ?? []];
    for (const watching of woken) for (const watcher of watching) watcher.tick();
  }

  function ensureListening(): Promise<unknown> {
    listening ??= listen(wake).catch((error: unknown) => {
      listening = undefined;
      throw error;
    });
    return listening;
  }

  return {
    async watch(key) {
      await ensureListening();
      const { iterator, watcher } = createTick(() => {
        const watching = watchers.get(key);
        if (watching?.delete(watcher) && watching.size === 0) watchers.delete(key);
      });
      watchers.set(key, (watchers.get(key) ?? new Set()).add(watcher));
      return iterator;
    },
    get size() {
      return [...watchers.values()].reduce((sum, { size }) => sum + size, 0);
    },
    async close() {
      for (const watching of watchers.values()) for (const watcher of watching) watcher.end();
      const end = await listening?.catch(() => undefined);
      await end?.();
    },
  };
}

function createTick(onEnd: () => void): { iterator: AsyncIterableIterator<true>; watcher: Watcher } {
  let due = true;
  let over = false;
  let wake: (() => void) | undefined;
  const notify = () => {
    wake?.();
    wake = undefined;
  };
  function end(): void {
    if (over) return;
    over = true;
    onEnd();
    notify();
  }
  const done = { value: undefined, done: true } as const;
  return {
    watcher: {
      tick() {
        due = true;
        notify();
      },
      end,
    },
    iterator: {
      async next() {
        if (!due && !over) await new Promise<void>((resolve) => (wake = resolve));
        if (over) return done;
        due = false;
        return { value: true, done: false };
      },
      return() {
        end();
        return Promise.resolve(done);
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    },
  };
}
