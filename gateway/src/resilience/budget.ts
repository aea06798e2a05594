/**
 * How often may be tried again: one request in ten, and ten at once. When a subgraph is in trouble, asking it twice as often is no help.
 */
export class RetryBudget {
  readonly #most = 10;
  readonly #share = 0.1;
  #left = this.#most;

  /** A request was made. */
  earn(): void {
    this.#left = Math.min(this.#most, this.#left + this.#share);
  }

  /** Whether one more may be tried again. */
  take(): boolean {
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
