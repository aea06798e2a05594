/** What has changed is remembered for so many things; older changes count for everything. */
const MOST_MARKS = 100_000;

/**
 * What has changed, and when, by a clock that counts changes. An answer is good as long as nothing that it speaks of has changed since its
 * reading began: so one that was read before a change, and comes after it, is not kept either.
 */
export class Marks {
  readonly #most: number;
  readonly #at = new Map<string, number>();
  #now = 0;
  #floor = 0;

  constructor(most = MOST_MARKS) {
    this.#most = most;
  }

  /** To be read before a reading begins. */
  get now(): number {
    return this.#now;
  }

  mark(tags: Iterable<string>): void {
    this.#now += 1;
    for (const tag of tags) {
      this.#at.delete(tag);
      this.#at.set(tag, this.#now);
    }
    for (const [tag, at] of this.#at) {
      if (this.#at.size <= this.#most) return;
      this.#at.delete(tag);
      this.#floor = at;
    }
  }

  /** As if everything had changed. */
  markEverything(): void {
    this.#now += 1;
    this.#floor = this.#now;
    this.#at.clear();
  }

  /** Whether any of it has changed since the clock stood there. */
  changedSince(at: number, tags: readonly string[]): boolean {
    if (at < this.#floor) return true;
    // Nothing at all has.
    if (at === this.#now) return false;
    for (const tag of tags) if ((this.#at.get(tag) ?? 0) > at) return true;
    return false;
  }
}
