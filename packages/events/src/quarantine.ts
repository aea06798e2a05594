/** Who handles beside others, and who alone in the whole process. */
export interface Quarantine {
  /** Runs work side by side with other such work, when nobody who must be alone runs or waits. Gives and throws what the work does. */
  beside<T>(work: () => Promise<T>): Promise<T>;
  /** Runs work when nothing else runs; whoever must be alone takes turns. Gives and throws what the work does. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

export function createQuarantine(): Quarantine {
  const running = new Set<Promise<unknown>>();
  /** Who must be alone, in the order of their coming. */
  const turns = new Set<Promise<unknown>>();

  return {
    async beside(work) {
      while (turns.size > 0) await Promise.allSettled(turns);
      const promise = work();
      running.add(promise);
      try {
        return await promise;
      } finally {
        running.delete(promise);
      }
    },
    async alone(work) {
      const before = [...turns];
      const turn = (async () => {
        // Nobody comes beside from now on, so those who run are all who must end.
        await Promise.allSettled([...before, ...running]);
        return work();
      })();
      turns.add(turn);
      try {
        return await turn;
      } finally {
        turns.delete(turn);
      }
    },
  };
}

/** A process dies as a whole, so its consumers, of whatever database, share one. */
export const PROCESS_QUARANTINE = createQuarantine();
