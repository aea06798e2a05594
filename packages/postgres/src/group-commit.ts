export interface GroupCommitOptions<Item, Result> {
  /** Items that one run takes at most, counted by `sizeOf`; a single larger one goes alone. */
  readonly most: number;
  /** How much one item counts; 1 when left out. */
  readonly sizeOf?: (item: Item) => number;
  /** Does the work for items of one key in one transaction, and gives a result for each, in their order. */
  readonly run: (key: string, items: readonly Item[]) => Promise<readonly Result[]>;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Makes callers share transactions: what comes for a key (a store, say) while a run for it is under way goes into the next run together.
 * So the load decides how large the runs are: one item when it is quiet; few commits, and no queue for a row that everybody wants, when it
 * is not. A failure fails all who shared the run, and each may try again alone.
 */
export function createGroupCommit<Item, Result>(
  options: GroupCommitOptions<Item, Result>,
): (key: string, item: Item) => Promise<Result> {
  const { most, sizeOf = () => 1, run } = options;
  const queues = new Map<string, Waiting<Item, Result>[]>();

  async function drain(key: string): Promise<void> {
    for (let queue = queues.get(key) ?? []; queue.length > 0; queue = queues.get(key) ?? []) {
      const together = upTo(queue);
      queues.set(key, queue.slice(together.length));
      try {
        const results = await run(
          key,
          together.map(({ item }) => item),
        );
        together.forEach(({ resolve }, index) => resolve(results[index] as Result));
      } catch (error) {
        for (const { reject } of together) reject(error);
      }
    }
    queues.delete(key);
  }

  function upTo(queue: readonly Waiting<Item, Result>[]): readonly Waiting<Item, Result>[] {
    let size = 0;
    const end = queue.findIndex(({ item }, index) => {
      size += sizeOf(item);
      return index > 0 && size > most;
    });
    return end === -1 ? queue : queue.slice(0, end);
  }

  return (key, item) =>
    new Promise((resolve, reject) => {
      const waiting = { item, resolve, reject };
      const queue = queues.get(key);
      if (queue !== undefined) {
        queue.push(waiting);
        return;
      }
      queues.set(key, [waiting]);
      void drain(key);
    });
}
