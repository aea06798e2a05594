import type pg from 'pg';
import type { Logger } from 'pino';
import { createVigil } from '../vigil.ts';
import type { FollowOptions, Subscription } from '../port.ts';
import type { Partition } from './schema.ts';
import { read } from './store.ts';

export interface Following {
  /** See `LogInspection.follow`; the offsets are those that it goes on from. */
  follow(options: FollowOptions, from: ReadonlyMap<number, bigint>): Subscription;
  /** Partitions that have new records; all of them when left out. */
  wake(partitionIds?: ReadonlySet<number>): void;
  close(): void;
}

/** Everything is read for so often although nobody called: a notice may be lost, and a log that is away is noticed by it. */
const SWEEP_MS = 1_000;

/** Reads on from where each follower stands. Positions are kept here alone, so a record is missed only when it was pruned unread. */
export function createFollowing(
  pool: pg.Pool,
  partitions: readonly Partition[],
  batchSize: number,
  logger: Logger,
): Following {
  const wakers = new Set<(partitionIds?: ReadonlySet<number>) => void>();
  const sweep = setInterval(() => wakers.forEach((wake) => wake()), SWEEP_MS);

  return {
    follow({ topics, handle, onState }, from) {
      const next = new Map(from);
      const own = partitions.filter(({ topic }) => topics.includes(topic));
      const news = new Set<number>();
      const vigil = createVigil(onState);
      let reading: Promise<void> | undefined;
      const state = { stopped: false };

      async function round(): Promise<void> {
        const wanted = own.filter(({ id }) => news.has(id));
        news.clear();
        const batches = await read(
          pool,
          wanted.map((partition) => ({ partition, from: next.get(partition.id) ?? 0n })),
          batchSize,
        );
        for (const [index, partition] of wanted.entries()) {
          const records = batches[index] ?? [];
          const last = records.at(-1);
          if (last === undefined || state.stopped) continue;
          await handle(records);
          next.set(partition.id, last.offset + 1n);
          if (records.length >= batchSize) news.add(partition.id);
        }
      }

      async function readOn(): Promise<void> {
        try {
          while (news.size > 0 && !state.stopped) await round();
          if (!state.stopped) vigil.heard();
        } catch (error) {
          if (!state.stopped)
            logger.warn({ err: error }, 'the event log could not be followed and is asked again');
        }
        reading = undefined;
      }

      const wake = (partitionIds?: ReadonlySet<number>) => {
        for (const { id } of own) if (partitionIds === undefined || partitionIds.has(id)) news.add(id);
        if (news.size > 0) reading ??= readOn();
      };
      wakers.add(wake);
      wake();
      return {
        async stop() {
          state.stopped = true;
          wakers.delete(wake);
          vigil.end();
          await reading;
        },
      };
    },
    wake: (partitionIds) => wakers.forEach((wake) => wake(partitionIds)),
    close() {
      clearInterval(sweep);
      wakers.clear();
    },
  };
}
