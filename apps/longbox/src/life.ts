import { CannotRun } from './problems.ts';

/** Thrown out of a start that was told to stop half way. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

interface Ending {
  readonly what: string;
  readonly end: () => Promise<void>;
}

/**
 * What was started, in its order, and its end in the opposite one. Things that are started together are ended together. A stop that comes
 * during the start ends what there is as soon as the step in hand is through.
 */
export class Life {
  readonly #endings: Ending[][] = [];
  readonly #stopAsked = Promise.withResolvers<void>();
  #stopping = false;

  /** Resolves when somebody asks for the end. */
  get stopAsked(): Promise<void> {
    return this.#stopAsked.promise;
  }

  askToStop(): void {
    this.#stopping = true;
    this.#stopAsked.resolve();
  }

  /** Starts one thing. Throws `Stopped` when the end was asked for meanwhile. */
  async begin<T>(what: string, start: () => Promise<T>, end?: (started: T) => Promise<void>): Promise<T> {
    const [started] = await this.beginTogether([what], start, end);
    return started as T;
  }

  /** Starts several things side by side. When one of them fails, the others are waited for, so that they can be ended too. */
  async beginTogether<Name extends string, T>(
    names: readonly Name[],
    start: (name: Name) => Promise<T>,
    end?: (started: T) => Promise<void>,
  ): Promise<T[]> {
    this.#assertGoingOn();
    const together: Ending[] = [];
    this.#endings.push(together);
    const outcomes = await Promise.allSettled(
      names.map(async (name) => {
        const started = await start(name);
        if (end) together.push({ what: name, end: () => end(started) });
        return started;
      }),
    );
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
    this.#assertGoingOn();
    return outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  }

  /** Ends everything. What cannot be ended is told to `onFailure` and does not keep the rest from ending. */
  async end(onFailure: (what: string, error: unknown) => void): Promise<void> {
    this.askToStop();
    for (let together = this.#endings.pop(); together; together = this.#endings.pop())
      await Promise.all(
        together.map(({ what, end }) => end().catch((error: unknown) => onFailure(what, error))),
      );
  }

  #assertGoingOn(): void {
    if (this.#stopping) throw new Stopped();
  }
}

/** Everything must have ended by then; what has not is cut off. The promise to the person at the terminal is ten seconds. */
const STOP_DEADLINE_MS = 9_500;
/** Ctrl-C reaches a process from the terminal and again through npm and the launcher: that is one wish, not two. */
const SAME_WISH_MS = 700;

/**
 * Runs `work` until it ends or somebody asks for the end: SIGINT, SIGTERM, SIGHUP, or the death of the process that started this one. The
 * second wish, and one that is not met in time, end the process at once. Answers the exit code.
 */
export async function live(
  work: (life: Life) => Promise<void>,
  onFailure: (what: string, error: unknown) => void,
): Promise<number> {
  const life = new Life();
  let wishedAt: number | undefined;
  const wish = () => {
    const now = Date.now();
    if (wishedAt === undefined) {
      wishedAt = now;
      setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref();
      life.askToStop();
    } else if (now - wishedAt > SAME_WISH_MS) process.exit(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, wish);
  if (process.connected) process.once('disconnect', wish);
  try {
    await work(life);
    return 0;
  } catch (error) {
    if (error instanceof Stopped) return 0;
    throw error;
  } finally {
    await life.end(onFailure);
  }
}

/** Turns the listening errors of a server into a sentence. */
export function listenProblem(error: unknown, host: string, port: number): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new CannotRun(
        `Port ${port} is taken by another program: stop that one, or set PORT to another port.`,
      );
    case 'EACCES':
      return new CannotRun(`Port ${port} may not be used by this user: set PORT to one above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new CannotRun(`${host} is no address of this machine: set HOST to one that is.`);
    default:
      return error;
  }
}
