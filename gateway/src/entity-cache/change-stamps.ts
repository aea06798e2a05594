import type { Marks } from './marks.ts';

/** Older stamps are thinned out beyond this; an hour of changes, told one by one, is about as many. */
const MOST_STAMPS = 4_096;
const AGAIN_MS = 1_000;

/**
 * Translates between the clock of changes of this process and one that all processes share. After a change has been heard here, the shared
 * clock is set forward; so what another process began to read at a later stamp was read after that change.
 */
export class ChangeStamps {
  readonly #marks: Marks;
  readonly #advance: () => Promise<number | undefined>;
  /** Ascending: at this stamp everything up to this tick had been heard here. */
  #known: { readonly tick: number; readonly stamp: number }[] = [];
  #isAsking = false;
  #again: NodeJS.Timeout | undefined;

  /** `advance` sets the shared clock forward and answers where it stands; undefined when it cannot be asked. */
  constructor(marks: Marks, advance: () => Promise<number | undefined>) {
    this.#marks = marks;
    this.#advance = advance;
  }

  /** To be called after each change. Changes that come while the clock is being asked share the next stamp. */
  noteChange(): void {
    if (this.#isAsking) return;
    clearTimeout(this.#again);
    this.#isAsking = true;
    void this.#ask();
  }

  async #ask(): Promise<void> {
    const tick = this.#marks.now;
    const stamp = await this.#advance();
    this.#isAsking = false;
    const last = this.#known.at(-1);
    // A clock that went back is one of another Redis: until it has caught up, nothing read by it is believed.
    if (stamp !== undefined && stamp > (last?.stamp ?? 0)) {
      this.#known.push({ tick, stamp });
      if (this.#known.length > MOST_STAMPS)
        this.#known = this.#known.filter((_, index) => index % 2 === 0 || index > MOST_STAMPS / 2);
      if (this.#marks.now > tick) this.noteChange();
    } else this.#again = setTimeout(() => this.noteChange(), AGAIN_MS).unref();
  }

  /** The tick up to which all changes are older than what was read at the stamp; undefined when none is known to be. */
  tickAt(stamp: number): number | undefined {
    return this.#known.findLast((known) => known.stamp <= stamp)?.tick;
  }

  stop(): void {
    clearTimeout(this.#again);
  }
}
