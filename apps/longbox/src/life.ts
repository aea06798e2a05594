/** Thrown out of a start that was told to stop half way. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

interface Ending {
  readonly what: string;
  readonly end: () => Promise<void>;
}

/** One thing has so long to end, such as the gateway to answer what it has begun. */
const END_MS = 4_000;

/**
 * What was started, in its order, and its end in the opposite one; things that are started together are ended together. The end is asked
 * for from outside (`askToStop`), or by something that was started and ended by itself (`fail`).
 */
export class Life {
  readonly #endings: Ending[][] = [];
  readonly #over = Promise.withResolvers<never>();

  constructor() {
    this.#over.promise.catch(() => undefined);
  }

  askToStop(): void {
    this.#over.reject(new Stopped());
  }

  fail(error: Error): void {
    this.#over.reject(error);
  }

  /** Rejects when the life is over, with `Stopped` or the failure; before that, gives what the work gives. */
  during<T>(work: Promise<T>): Promise<T> {
    return Promise.race([this.#over.promise, work]);
  }

  /** Never gives anything: rejects when the life is over. */
  untilOver(): Promise<never> {
    return this.#over.promise;
  }

  /** Starts one thing, waits for it, and remembers how to end it. Rejects when the life is over by then. */
  async begin<T>(what: string, start: () => Promise<T>, end: (started: T) => Promise<void>): Promise<T> {
    const [started] = await this.beginTogether([what], start, end);
    return started as T;
  }

  /** Starts several things side by side. All are waited for when one of them fails, so that the others can be ended. */
  async beginTogether<Name extends string, T>(
    names: readonly Name[],
    start: (name: Name) => Promise<T>,
    end: (started: T) => Promise<void>,
  ): Promise<T[]> {
    const together: Ending[] = [];
    this.#endings.push(together);
    const outcomes = await Promise.allSettled(
      names.map(async (name) => {
        const started = await start(name);
        together.push({ what: name, end: () => end(started) });
        return started;
      }),
    );
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
    return this.during(
      Promise.resolve(outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))),
    );
  }

  /** Ends everything. What cannot be ended, or not in time, is told to `onFailure` and does not keep the rest from ending. */
  async end(onFailure: (what: string, error: unknown) => void): Promise<void> {
    for (let together = this.#endings.pop(); together; together = this.#endings.pop())
      await Promise.all(
        together.map(({ what, end }) =>
          within(END_MS, end()).catch((error: unknown) => onFailure(what, error)),
        ),
      );
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it did not end within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Everything must have ended by then; what has not is cut off. The promise to the person at the terminal is ten seconds. */
const STOP_DEADLINE_MS = 9_500;
/** Ctrl-C reaches a process from the terminal and again through npm and the launcher: that is one wish, not three. */
const SAME_WISH_MS = 700;

/**
 * Runs `work` until it is done, fails, or somebody wishes the end: SIGINT, SIGTERM, SIGHUP, or the death of the process that started this
 * one. Then everything that was begun is ended. A second wish, and an end that does not come in time, end the process at once.
 */
export async function live(
  work: (life: Life) => Promise<void>,
  onFailure: (what: string, error: unknown) => void,
): Promise<void> {
  const life = new Life();
  let wishedAt: number | undefined;
  const wish = () => {
    const now = Date.now();
    if (wishedAt !== undefined && now - wishedAt > SAME_WISH_MS) process.exit(1);
    if (wishedAt !== undefined) return;
    wishedAt = now;
    setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref();
    life.askToStop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, wish);
  if (process.connected) process.once('disconnect', wish);
  try {
    await work(life);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  } finally {
    await life.end(onFailure);
  }
}
