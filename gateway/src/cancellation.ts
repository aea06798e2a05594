/** Why work on a request ended early. */
export type CancelReason = 'client left' | 'deadline';

/** The work for one request was given up: its client left, or its time was over. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
  readonly reason: CancelReason;

  constructor(reason: CancelReason) {
    super(reason === 'deadline' ? 'the deadline is over' : 'the client left');
    this.reason = reason;
  }
}

/** A timer that is later than this says that the process stood still: it was frozen, or had something else to do. */
const STALLED_MS = 250;

/**
 * Ends everything that is done for one request at once. It is its own thing beside `AbortSignal` because nearly no request is ever
 * cancelled, and a controller with its listeners for each fetch costs more than the fetch in process does.
 */
export class Cancellation {
  readonly #listeners = new Set<(why: Cancelled) => void>();
  readonly #deadlineMs: number;
  readonly #due: number;
  #timer: NodeJS.Timeout;
  #why: Cancelled | undefined;
  #isDone = false;

  constructor(deadlineMs: number) {
    this.#deadlineMs = deadlineMs;
    this.#due = performance.now() + deadlineMs;
    this.#timer = setTimeout(() => this.#expire(), deadlineMs);
  }

  get why(): Cancelled | undefined {
    return this.#why;
  }

  cancel(reason: CancelReason): void {
    if (this.#why || this.#isDone) return;
    this.#why = new Cancelled(reason);
    clearTimeout(this.#timer);
    for (const listener of this.#listeners) listener(this.#why);
    this.#listeners.clear();
  }

  /** What stood still could not be answered: the deadline is put off by as long, once, and by no more than itself. */
  #expire(): void {
    const lateMs = performance.now() - this.#due;
    if (lateMs < STALLED_MS) return this.cancel('deadline');
    this.#timer = setTimeout(() => this.cancel('deadline'), Math.min(lateMs, this.#deadlineMs));
  }

  /** Calls `listener` when it is cancelled, at once when it is already. */
  onCancel(listener: (why: Cancelled) => void): void {
    if (this.#why) listener(this.#why);
    else this.#listeners.add(listener);
  }

  /** The work is done: nothing is cancelled any more. */
  finish(): void {
    this.#isDone = true;
    clearTimeout(this.#timer);
    this.#listeners.clear();
  }

  /** The same answer, or a rejection with `Cancelled` when that comes first. */
  guard<T>(answer: Promise<T>): Promise<T> {
    if (this.#why) {
      answer.catch(() => undefined);
      return Promise.reject(this.#why);
    }
    return new Promise((resolve, reject) => {
      this.#listeners.add(reject);
      answer.then(
        (value) => {
          this.#listeners.delete(reject);
          resolve(value);
        },
        (error: unknown) => {
          this.#listeners.delete(reject);
          reject(error);
        },
      );
    });
  }
}
