import type { Logger } from 'pino';
import type { Database } from '@longbox/postgres';
import { publishing } from './traced.ts';
import { pause, pauseAfter, type Backoff } from './backoff.ts';
import { OUTBOX_CHANNEL, markPublished, readOutbox } from './outbox.ts';
import type { EventLog } from './port.ts';

export interface RelayOptions {
  readonly database: Database;
  readonly eventLog: EventLog;
  readonly logger: Logger;
  /** Events published at once at most; 500 when left out. */
  readonly batchSize?: number;
  /** How often the outbox is looked at although nobody called, should a notice be lost; 5,000 when left out. */
  readonly sweepMs?: number;
}

export interface Relay {
  start(): Promise<void>;
  /** Publishes what is committed (five seconds at most), then gives the leadership up. */
  stop(): Promise<void>;
  readonly counters: RelayCounters;
}

export interface RelayCounters {
  /** Events that the log has acknowledged. */
  readonly published: number;
  /** Batches that failed and were tried again. */
  readonly failures: number;
  /** Whether this process is the one that publishes. */
  readonly leading: boolean;
}

const BACKOFF: Backoff = { firstMs: 100, longestMs: 5_000 };
const DRAIN_MS = 5_000;

/**
 * Publishes the outbox of one database. Many processes may run it; one leads at a time.
 *
 * Why no event is skipped, and none overtakes another of its key: a row stays until it was published, so one that commits late with a low
 * position is found then; there is no cursor that could have passed it. And when one change of an aggregate was committed before the next
 * one took its position, the first one's position is lower and whoever sees the second sees the first; so publishing what is seen, in the
 * order of positions, is the order of the commits for each key. (A fence at the oldest running transaction would add nothing to that, and
 * would let any long transaction of the whole server hold up every event.)
 */
export function createRelay(options: RelayOptions): Relay {
  const { database, eventLog, batchSize = 500, sweepMs = 5_000 } = options;
  const logger = options.logger.child({ relay: database.name });
  const counters = { published: 0, failures: 0, leading: false };
  let term: { readonly over: AbortController; readonly done: Promise<void> } | undefined;
  let woken = false;
  let wakeUp: () => void = () => undefined;
  let drainUntil: number | undefined;
  let ends: readonly (() => Promise<void>)[] = [];

  function wake(): void {
    woken = true;
    wakeUp();
  }

  function woke(signal: AbortSignal): Promise<void> {
    const waiting = new AbortController();
    wakeUp = () => waiting.abort();
    if (woken) wakeUp();
    return pause(sweepMs, AbortSignal.any([signal, waiting.signal]));
  }

  async function publishBatch(): Promise<number> {
    const rows = await database.system((connection) => readOutbox(connection, batchSize));
    if (rows.length === 0) return 0;
    await publishing(
      rows.map((row) => row.record),
      (records) => eventLog.publish(records),
    );
    // A crash here publishes the batch again; its consumers know events by their ids.
    await database.system((connection) => markPublished(connection, rows));
    counters.published += rows.length;
    return rows.length;
  }

  async function publishUntil(over: AbortSignal): Promise<void> {
    let failures = 0;
    while (!over.aborted) {
      woken = false;
      try {
        const count = await publishBatch();
        failures = 0;
        if (count === batchSize) continue;
        if (drainUntil !== undefined) return;
        await woke(over);
      } catch (error) {
        failures += 1;
        counters.failures += 1;
        if (drainUntil !== undefined && Date.now() > drainUntil) return;
        if (!over.aborted)
          logger.warn(
            { err: error, failures },
            'a batch of events could not be published and is tried again',
          );
        await pause(pauseAfter(failures, BACKOFF), over);
      }
    }
  }

  return {
    counters,
    async start() {
      drainUntil = undefined;
      const unlisten = await database.listen(OUTBOX_CHANNEL, wake);
      const resign = await database.lead('outbox relay', {
        elected() {
          counters.leading = true;
          const over = new AbortController();
          // The loop of the term before has its last batch in hand at most; two loops would mix their orders.
          const done = (term?.done ?? Promise.resolve()).then(() => publishUntil(over.signal));
          term = { over, done };
          logger.info('this process publishes the outbox');
        },
        deposed() {
          counters.leading = false;
          term?.over.abort();
          logger.warn('the connection that held the leadership broke; standing again');
        },
      });
      ends = [unlisten, resign];
    },
    async stop() {
      drainUntil = Date.now() + DRAIN_MS;
      wake();
      const giveUp = new AbortController();
      await Promise.race([term?.done, pause(DRAIN_MS, giveUp.signal)]);
      giveUp.abort();
      term?.over.abort();
      await term?.done;
      await Promise.all(ends.map((end) => end()));
      ends = [];
      // Elected in the last moment: that term ends by itself, as there is nothing to wait for any more.
      await term?.done;
      counters.leading = false;
    },
  };
}
