import { Cancellation } from '../cancellation.ts';
import { FETCH_DEADLINE_MS } from '../transport/transport.ts';
import type { SubgraphError } from '../executor/operation.ts';

/** What a reading brought, for each of its keys in their order. It is shared: whoever goes on to write into a value copies it. */
export interface Filled {
  readonly values: readonly unknown[];
  /** When each value was read from the subgraph. */
  readonly bornMs: readonly number[];
  readonly errors: readonly FillError[];
}

/** An error, the place of its key, and its path inside the value; undefined when it belongs to no place. */
export interface FillError extends SubgraphError {
  readonly place: number | undefined;
}

/** One reading of one or several keys, for everybody who wants one of them meanwhile. */
export interface Fill {
  readonly answer: Promise<Filled>;
  /** Where the clock of changes stood when it began. */
  readonly readAt: number;
  /** The place of each key in the answer. */
  readonly places: ReadonlyMap<string, number>;
  /** One more waits for it; when all have left, it is given up. */
  join(client: Cancellation | undefined): void;
}

export interface Fills {
  get(key: string): Fill | undefined;
  begin(keys: readonly string[], readAt: number, read: (cancellation: Cancellation) => Promise<Filled>): Fill;
}

/** The readings in hand, by key: what many want at once is read once. */
export function createFills(): Fills {
  const inHand = new Map<string, Fill>();
  return {
    get: (key) => inHand.get(key),
    begin(keys, readAt, read) {
      const cancellation = new Cancellation(FETCH_DEADLINE_MS);
      let waiting = 0;
      const leave = () => {
        for (const key of keys) if (inHand.get(key) === fill) inHand.delete(key);
      };
      const answer = cancellation.guard(read(cancellation)).finally(() => {
        cancellation.finish();
        leave();
      });
      const fill: Fill = {
        answer,
        readAt,
        places: new Map(keys.map((key, place) => [key, place])),
        join(client) {
          waiting += 1;
          client?.onCancel(({ reason }) => {
            waiting -= 1;
            if (waiting > 0) return;
            // Nobody may join what is being given up.
            leave();
            cancellation.cancel(reason);
          });
        },
      };
      for (const key of keys) inHand.set(key, fill);
      return fill;
    },
  };
}
