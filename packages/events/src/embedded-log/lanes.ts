import type { Logger } from 'pino';
import { pause, pauseAfter, type Backoff } from '../backoff.ts';
import type { StoredEvent } from '../port.ts';
import type { Partition } from './schema.ts';
import type { Commit, Member, Want } from './store.ts';

/** One subscription of this process. */
export interface Subscriber {
  readonly member: Member;
  readonly handle: (records: readonly StoredEvent[]) => Promise<void>;
  /** Aborted when the subscription stops: nothing new is begun. */
  readonly stopping: AbortController;
  /** What it holds, by the id of the partition. */
  readonly lanes: Map<number, Lane>;
}

/** One partition that a subscription of this process holds. */
export interface Lane {
  readonly subscriber: Subscriber;
  readonly partition: Partition;
  /** The offset to go on from. */
  next: bigint;
  /** Whether there may be records from `next` on. */
  hasNews: boolean;
  /** Resolves when the records in hand are done. */
  work: Promise<void>;
  /** Whether its records are being read, or handled. */
  busy: boolean;
  /** Whether it is being given to another member. */
  leaving: boolean;
}

export interface LanesOptions {
  readonly read: (wants: readonly Want[], limit: number) => Promise<StoredEvent[][]>;
  readonly commit: (commits: readonly Commit[]) => Promise<Commit[]>;
  readonly logger: Logger;
  /** Records handed over at once at most. */
  readonly batchSize: number;
  /** Partitions of one subscription that are handled at the same time at most. */
  readonly sideBySide: number;
}

export interface Lanes {
  add(subscriber: Subscriber, partition: Partition, next: bigint): void;
  /** The partition belongs to somebody else now; a handler that runs goes on, but its progress is not kept. */
  drop(lane: Lane): void;
  /** Partitions that have new records; all of them when left out. */
  wake(partitionIds?: ReadonlySet<number>): void;
  /** Keeps the progress of all lanes now. Throws when that fails. */
  flush(): Promise<void>;
  close(): void;
}

const BACKOFF: Backoff = { firstMs: 100, longestMs: 5_000 };
/** Progress is kept so late at most: few commits for many batches, and a crash delivers no more than this again. */
const FLUSH_MS = 50;

/**
 * Hands records to the subscriptions of a process: one reader for all of them, which asks for the records of every waiting partition in one
 * statement, and each record once however many groups want it. A lane that is busy is not read for, which is the backpressure.
 */
export function createLanes({ read, commit, logger, batchSize, sideBySide }: LanesOptions): Lanes {
  const lanes = new Set<Lane>();
  const progress = new Set<Lane>();
  const closing = new AbortController();
  let reading = false;
  let failures = 0;
  let flushTimer: NodeJS.Timeout | undefined;
  let flushing: Promise<void> = Promise.resolve();

  /** The lanes to read for, and not more of each subscription than it may handle side by side. */
  function choose(): Lane[] {
    const busy = new Map<Subscriber, number>();
    for (const lane of lanes) if (lane.busy) busy.set(lane.subscriber, (busy.get(lane.subscriber) ?? 0) + 1);
    return [...lanes].filter((lane) => {
      const { subscriber } = lane;
      const taken = busy.get(subscriber) ?? 0;
      const ready = lane.hasNews && !lane.busy && !lane.leaving && !subscriber.stopping.signal.aborted;
      if (!ready || taken >= sideBySide) return false;
      busy.set(subscriber, taken + 1);
      return true;
    });
  }

  async function pump(): Promise<void> {
    if (reading) return;
    reading = true;
    for (let chosen = choose(); chosen.length > 0 && !closing.signal.aborted; chosen = choose()) {
      const wants = Map.groupBy(chosen, (lane) => `${lane.partition.id}:${lane.next}`);
      for (const lane of chosen) {
        lane.busy = true;
        lane.hasNews = false;
      }
      try {
        const asked = [...wants.values()];
        const batches = await read(
          asked.flatMap(([lane]) =>
            lane === undefined ? [] : [{ partition: lane.partition, from: lane.next }],
          ),
          batchSize,
        );
        failures = 0;
        asked.forEach((sharing, index) => sharing.forEach((lane) => hand(lane, batches[index] ?? [])));
      } catch (error) {
        failures += 1;
        for (const lane of chosen) Object.assign(lane, { busy: false, hasNews: true });
        if (!closing.signal.aborted)
          logger.warn({ err: error, failures }, 'the event log could not be read and is asked again');
        await pause(pauseAfter(failures, BACKOFF), closing.signal);
      }
    }
    reading = false;
  }

  function hand(lane: Lane, records: readonly StoredEvent[]): void {
    if (records.length === 0 || !lanes.has(lane) || lane.leaving || lane.subscriber.stopping.signal.aborted) {
      lane.busy = false;
      // What was read and not handled is there still.
      if (records.length > 0) lane.hasNews = true;
      return;
    }
    // Served last, it comes last the next time, so that no partition waits for ever.
    lanes.delete(lane);
    lanes.add(lane);
    if (records.length >= batchSize) lane.hasNews = true;
    lane.work = work(lane, records).finally(() => {
      lane.busy = false;
      void pump();
    });
  }

  /** Until the records are done, or the subscription stops. */
  async function work(lane: Lane, records: readonly StoredEvent[]): Promise<void> {
    const { subscriber, partition } = lane;
    const { signal } = subscriber.stopping;
    for (let tries = 1; ; tries += 1) {
      try {
        await subscriber.handle(records);
        lane.next = (records.at(-1)?.offset ?? lane.next) + 1n;
        // One that was taken away meanwhile has no progress to keep: whoever holds it now does it again.
        if (!lanes.has(lane)) return;
        progress.add(lane);
        flushTimer ??= setTimeout(() => void flush().catch(() => undefined), FLUSH_MS);
        return;
      } catch (error) {
        const place = {
          group: subscriber.member.group,
          topic: partition.topic,
          partition: partition.partition,
        };
        if (!signal.aborted)
          logger.warn({ err: error, tries, ...place }, 'records were not handled and come again');
        await pause(pauseAfter(tries, BACKOFF), signal);
        if (signal.aborted || lane.leaving || !lanes.has(lane)) {
          lane.hasNews = true;
          return;
        }
      }
    }
  }

  async function flush(): Promise<void> {
    clearTimeout(flushTimer);
    flushTimer = undefined;
    // One at a time, so that an older offset never overwrites a newer one, and so that whoever flushes knows that all is kept.
    const turn = flushing.then(flushNow);
    flushing = turn.catch(() => undefined);
    await turn;
  }

  async function flushNow(): Promise<void> {
    if (progress.size === 0) return;
    const taken = [...progress];
    progress.clear();
    const commits = taken.map((lane) => ({
      lane,
      group: lane.subscriber.member.group,
      memberId: lane.subscriber.member.id,
      partitionId: lane.partition.id,
      next: lane.next,
    }));
    try {
      const lost = new Set(await commit(commits));
      for (const each of commits) if (lost.has(each)) drop(each.lane);
    } catch (error) {
      for (const lane of taken) progress.add(lane);
      if (!closing.signal.aborted) {
        logger.warn({ err: error }, 'the progress of consumers could not be kept and is tried again');
        flushTimer ??= setTimeout(() => void flush().catch(() => undefined), pauseAfter(3, BACKOFF));
      }
      throw error;
    }
  }

  function drop(lane: Lane): void {
    lanes.delete(lane);
    progress.delete(lane);
    lane.subscriber.lanes.delete(lane.partition.id);
  }

  return {
    add(subscriber, partition, next) {
      const lane: Lane = {
        subscriber,
        partition,
        next,
        hasNews: true,
        work: Promise.resolve(),
        busy: false,
        leaving: false,
      };
      lanes.add(lane);
      subscriber.lanes.set(partition.id, lane);
      void pump();
    },
    drop,
    wake(partitionIds) {
      for (const lane of lanes)
        if (partitionIds === undefined || partitionIds.has(lane.partition.id)) lane.hasNews = true;
      void pump();
    },
    flush,
    close() {
      closing.abort();
      clearTimeout(flushTimer);
    },
  };
}
