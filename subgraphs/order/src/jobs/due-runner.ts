import { outside } from '@longbox/telemetry';
import type { Logger } from 'pino';

export interface DueWork<Item> {
  readonly name: string;
  /** Items done at the same time, at most. */
  readonly concurrency: number;
  /** Takes items that are due, at most `most`, so that no other process takes them for a while. */
  take(most: number): Promise<readonly Item[]>;
  run(item: Item): Promise<void>;
  /** When the next item is due; null when there is none. */
  next(): Promise<Date | null>;
}

export interface DueRunner {
  start(): void;
  /** There is something to do now, or at an instant to come. */
  wake(at?: Date): void;
  /** Takes nothing more and waits for what is in hand. */
  stop(): Promise<void>;
}

/** Whatever nobody told this process of is found within so long: what other processes set and did not live to do. */
const LONGEST_SLEEP_MS = 5_000;

/**
 * Does durable work when it is due: sleeps until the next item, wakes earlier when told, takes no more than it can do. An item whose `run`
 * throws is logged and comes back when its lease is over.
 */
export function createDueRunner<Item>(
  work: DueWork<Item>,
  { clock, logger }: { readonly clock: () => Date; readonly logger: Logger },
): DueRunner {
  const inHand = new Set<Promise<void>>();
  let running = false;
  let looking: Promise<void> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;
  let wakesAt = Number.POSITIVE_INFINITY;

  function sleep(ms: number): void {
    const at = Date.now() + ms;
    if (!running || at >= wakesAt) return;
    clearTimeout(timer);
    wakesAt = at;
    timer = setTimeout(look, ms);
  }

  function look(): void {
    if (!running) return;
    again = looking !== undefined;
    if (looking) return;
    clearTimeout(timer);
    wakesAt = Number.POSITIVE_INFINITY;
    // It may be a request that wakes it, and is not what it works for.
    looking = outside(takeAll)
      .catch((err: unknown) => logger.warn({ err }, `${work.name}: cannot look for work`))
      .finally(() => {
        looking = undefined;
        if (again) look();
        else sleep(LONGEST_SLEEP_MS);
      });
  }

  async function takeAll(): Promise<void> {
    for (;;) {
      const free = work.concurrency - inHand.size;
      // Whoever ends makes room and looks again.
      if (!running || free <= 0) return;
      const items = await work.take(free);
      for (const item of items) begin(item);
      if (items.length < free) break;
    }
    const next = await work.next();
    if (next) sleep(Math.max(0, Math.min(LONGEST_SLEEP_MS, next.getTime() - clock().getTime())));
  }

  function begin(item: Item): void {
    const done = work
      .run(item)
      .catch((err: unknown) => logger.error({ err }, `${work.name}: an item failed and will come again`))
      .finally(() => {
        const full = inHand.size >= work.concurrency;
        inHand.delete(done);
        if (full) look();
      });
    inHand.add(done);
  }

  return {
    start() {
      running = true;
      look();
    },
    wake(at) {
      if (at) sleep(Math.max(0, Math.min(LONGEST_SLEEP_MS, at.getTime() - clock().getTime())));
      else look();
    },
    async stop() {
      running = false;
      clearTimeout(timer);
      await looking;
      await Promise.all(inHand);
    },
  };
}
