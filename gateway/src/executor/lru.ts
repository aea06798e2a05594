/** A cache of the `most` values that were used last. */
export class Lru<K, V> {
  readonly #most: number;
  readonly #values = new Map<K, V>();
  /** The one that was used last stands last already; most kinds of values are asked for the same one many times in a row. */
  #last: K | undefined;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: K): V | undefined {
    const value = this.#values.get(key);
    if (value !== undefined && key !== this.#last) {
      this.#values.delete(key);
      this.#values.set(key, value);
      this.#last = key;
    }
    return value;
  }

  set(key: K, value: V): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    this.#last = key;
    if (this.#values.size <= this.#most) return;
    for (const oldest of this.#values.keys()) {
      this.#values.delete(oldest);
      return;
    }
  }

  get size(): number {
    return this.#values.size;
  }

  /** Those used last come last. */
  values(): IterableIterator<V> {
    return this.#values.values();
  }
}
