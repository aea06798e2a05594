import { beside, here, type Place } from '@longbox/telemetry';

export interface SharedRunsOptions<Item, Result> {
  /** Items that one run takes at most, counted by `sizeOf`; a single larger one goes alone. */
  readonly most: number;
  /** How much one item counts; 1 when left out. */
  readonly sizeOf?: (item: Item) => number;
  /** Runs for one key side by side at most; 1 when left out. */
  readonly atOnce?: number;
  /** Does the work for items of one key, in one transaction or one statement, and gives a result for each, in their order. */
  readonly run: (key: string, items: readonly Item[]) => Promise<readonly Result[]>;
  /** Hears that a run of several failed; each of them then has one of its own. When left out, the failure is theirs together. */
  readonly onSharedFailure?: (error: unknown) => void;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly place: Place;
  readonly resolve: (result: Result) => void;
  readonly reject: (reason: unknown) => void;
}

interface Queue<Item, Result> {
  readonly waiting: Waiting<Item, Result>[];
  running: number;
}

/**
 * Makes callers share runs: what comes for a key (a store, say) while as many runs for it are under way as may be goes into the next one
 * together. So the load decides how large the runs are: one item when it is quiet; few commits or statements, and no queue for a row that
 * everybody wants, when it is not. A run begins after everything that it takes was asked for.
 */
export function createSharedRuns<Item, Result>(
  options: SharedRunsOptions<Item, Result>,
): (key: string, item: Item) => Promise<Result> {
  const { most, sizeOf = () => 1, atOnce = 1, run, onSharedFailure } = options;
  const queues = new Map<string, Queue<Item, Result>>();

  async function drain(key: string, queue: Queue<Item, Result>): Promise<void> {
    queue.running += 1;
    while (queue.waiting.length > 0) await answer(key, next(queue.waiting));
    queue.running -= 1;
    if (queue.running === 0) queues.delete(key);
  }

  /** Takes the first that wait, as many as go into one run. */
  function next(waiting: Waiting<Item, Result>[]): Waiting<Item, Result>[] {
    let size = 0;
    const end = waiting.findIndex(({ item }, index) => (size += sizeOf(item)) > most && index > 0);
    return waiting.splice(0, end === -1 ? waiting.length : end);
  }

  /** Never rejects. */
  async function answer(key: string, together: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await beside(
        together.map(({ place }) => place),
        () =>
          run(
            key,
            together.map(({ item }) => item),
          ),
      );
      together.forEach(({ resolve }, index) => resolve(results[index] as Result));
    } catch (error) {
      if (onSharedFailure === undefined || together.length === 1) {
        for (const { reject } of together) reject(error);
        return;
      }
      onSharedFailure(error);
      for (const each of together) await answer(key, [each]);
    }
  }

  return (key, item) =>
    new Promise((resolve, reject) => {
      let queue = queues.get(key);
      if (queue === undefined) queues.set(key, (queue = { waiting: [], running: 0 }));
      queue.waiting.push({ item, place: here(), resolve, reject });
      if (queue.running < atOnce) void drain(key, queue);
    });
}
