/** Visits everybody once in each period, a few at a time. */
export interface Rounds<T> {
  /** From now on, until what it gives is called. The first visit comes after a period. */
  add(one: T): () => void;
  stop(): void;
}

/**
 * A sign of life for a connection takes some 50 µs: for 5,000 of them in one go everything else would wait for a quarter of a second. In a
 * fiftieth of a period no more connections come than a process can take in.
 */
const TURNS = 50;

/** Each is visited at that time of every period at which it came. */
export function createRounds<T>(periodMs: number, visit: (one: T) => void): Rounds<T> {
  const turns = Array.from({ length: TURNS }, () => new Set<T>());
  let past = 0;
  const now = () => turns[past % TURNS];
  const timer = setInterval(() => {
    past += 1;
    for (const one of now() ?? []) visit(one);
  }, periodMs / TURNS).unref();
  return {
    add(one) {
      const turn = now();
      turn?.add(one);
      return () => turn?.delete(one);
    },
    stop: () => clearInterval(timer),
  };
}
