import { beside, here, type Place } from '@longbox/telemetry';

export interface SharedRunsOptions<Item, Result> {
  /** Items that one run takes at most, counted by `sizeOf`; a single larger one goes alone. */
  readonly most: number;
  /** How much one item counts; 1 when left out. */
  readonly sizeOf?: (item: Item) => number;
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

/**
 * Makes callers share runs: what comes for a key (a store, say) while a run for it is under way goes into the next one together. So the
 * load decides how large the runs are: one item when it is quiet; few commits or statements, and no queue for a row that everybody wants,
 * when it is not. A run begins after everything that it takes was asked for.
 */
export function createSharedRuns<Item, Result>(
  options: SharedRunsOptions<Item, Result>,
): (key: string, item: Item) => Promise<Result> {
  const { most, sizeOf = () => 1, run, onSharedFailure } = options;
  /** What waits, for each key for which a run is under way. */
  const queues = new Map<string, Waiting<Item, Result>[]>();

  async function drain(key: string, waiting: Waiting<Item, Result>[]): Promise<void> {
    while (waiting.length > 0) await answer(key, next(waiting));
    queues.delete(key);
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
      const asked = { item, place: here(), resolve, reject };
      const known = queues.get(key);
      if (known) {
        known.push(asked);
        return;
      }
      const waiting = [asked];
      queues.set(key, waiting);
      void drain(key, waiting);
    });
}
