/** Where an event of a subscription stands in its stream. */
export interface Position {
  /**
   * What a subscriber that was away says to go on after this event: plain characters, 200 at most. It must hold in every process of the
   * subgraph, so it is told by the database and not by a memory.
   */
  readonly id: string;
  /** The event shows all that is to be known now: a subscriber that reads too slowly may be given the latest alone, and a new one the last. */
  readonly state: boolean;
}

/** An event that a subscription's resolver gives with its position; the gateway finds it in `extensions.live` of the result. */
export class Positioned<T> {
  readonly value: T;
  readonly position: Position;

  constructor(value: T, position: Position) {
    this.value = value;
    this.position = position;
  }
}

/**
 * The events of a source, mapped one after the other; those that become undefined are left out. When mapping fails, the source is ended. A plain iterator, since an
 * `async function*` holds `return()` back until its next event.
 */
export function mapEvents<T, U>(
  source: AsyncIterator<T>,
  map: (event: T) => U | undefined | Promise<U | undefined>,
): AsyncIterableIterator<U> {
  const done = { value: undefined, done: true } as const;
  async function mapped(event: T): Promise<U | undefined> {
    try {
      return await map(event);
    } catch (error) {
      await source.return?.();
      throw error;
    }
  }
  return {
    async next() {
      for (let step = await source.next(); !step.done; step = await source.next()) {
        const value = await mapped(step.value);
        if (value !== undefined) return { value, done: false };
      }
      return done;
    },
    async return() {
      await source.return?.();
      return done;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
