import type pg from 'pg';
import type { Logger } from 'pino';
import type { Lane, Lanes, Subscriber } from './lanes.ts';
import { shareOf } from './partitioning.ts';
import type { Partition } from './schema.ts';
import { LEASE_MS, beat, claim, heldBy, join, leave, liveMembers, release } from './store.ts';

const BEAT_MS = 1_000;

export interface Membership {
  join(subscriber: Subscriber): Promise<void>;
  /** Waits for the records in hand, keeps the progress, and gives back what the subscriber holds. */
  leave(subscriber: Subscriber): Promise<void>;
  /** Members came or went. */
  look(): void;
  close(): Promise<void>;
}

/**
 * Shares the partitions of each topic among the living members of a group. There is no coordinator: each member knows its share from the
 * table of members, gives back what it holds beyond that, when the records in hand are done, and takes what nobody living holds. Who holds
 * a partition stands in its row, which is taken under a lock, so that two never hold one at a time, whatever they believe.
 */
export function createMembership(
  pool: pg.Pool,
  partitions: readonly Partition[],
  lanes: Lanes,
  logger: Logger,
): Membership {
  const subscribers = new Set<Subscriber>();
  const surrenders = new Set<Promise<void>>();
  let lastBeat = Date.now();
  let round: Promise<void> | undefined;
  let again = false;
  let failed = false;

  async function look(): Promise<void> {
    again = true;
    round ??= rounds();
    await round;
  }

  async function rounds(): Promise<void> {
    while (again) {
      again = false;
      try {
        await rebalance();
        if (failed) logger.info('the event log is back');
        failed = false;
      } catch (error) {
        if (!failed)
          logger.warn(
            { err: error },
            'the event log does not answer; its members are looked at again each second',
          );
        failed = true;
      }
    }
    round = undefined;
  }

  async function rebalance(): Promise<void> {
    const mine = [...subscribers];
    if (mine.length === 0) return;
    const wasLate = Date.now() - lastBeat > LEASE_MS;
    await beat(
      pool,
      mine.map(({ member }) => member),
    );
    lastBeat = Date.now();
    if (wasLate) await dropWhatWasTaken(mine);
    const live = await liveMembers(pool, [...new Set(mine.map(({ member }) => member.group))]);
    for (const subscriber of mine) {
      const { member } = subscriber;
      for (const topic of member.topics) {
        const rivals = live.filter(({ group, topics }) => group === member.group && topics.includes(topic));
        const all = partitions.filter((partition) => partition.topic === topic);
        await adjust(
          subscriber,
          topic,
          shareOf(
            all.length,
            rivals.map(({ id }) => id),
            member.id,
          ),
        );
      }
    }
  }

  async function adjust(subscriber: Subscriber, topic: string, share: number): Promise<void> {
    if (subscriber.stopping.signal.aborted) return;
    const held = [...subscriber.lanes.values()].filter((lane) => lane.partition.topic === topic);
    const staying = held.filter((lane) => !lane.leaving);
    if (staying.length > share) {
      const surrender = giveUp(subscriber, staying.slice(share)).catch((error: unknown) =>
        logger.warn(
          { err: error },
          'partitions could not be given back; another member takes them when the lease ends',
        ),
      );
      surrenders.add(surrender);
      void surrender.finally(() => surrenders.delete(surrender));
      return;
    }
    if (staying.length === share) return;
    const taken = [...subscriber.lanes.keys()];
    const claimed = await claim(pool, subscriber.member, topic, share - staying.length, taken);
    for (const { partitionId, next } of claimed) {
      const partition = partitions.find(({ id }) => id === partitionId);
      if (partition !== undefined) lanes.add(subscriber, partition, next);
    }
  }

  async function giveUp(subscriber: Subscriber, leaving: readonly Lane[]): Promise<void> {
    for (const lane of leaving) lane.leaving = true;
    await Promise.all(leaving.map((lane) => lane.work));
    try {
      await lanes.flush();
      await release(
        pool,
        subscriber.member,
        leaving.map((lane) => lane.partition.id),
      );
      for (const lane of leaving) lanes.drop(lane);
    } catch (error) {
      // Still held: they go on here, and are given up in the next round.
      for (const lane of leaving) lane.leaving = false;
      throw error;
    }
  }

  /** After a silence longer than the lease (a suspended machine, a blocked process) others may hold what was held here. */
  async function dropWhatWasTaken(mine: readonly Subscriber[]): Promise<void> {
    const held = await heldBy(
      pool,
      mine.map(({ member }) => member.id),
    );
    const still = new Set(held.map(({ memberId, partitionId }) => `${memberId}/${partitionId}`));
    for (const { member, lanes: own } of mine) {
      for (const lane of own.values()) if (!still.has(`${member.id}/${lane.partition.id}`)) lanes.drop(lane);
    }
  }

  const heartbeat = setInterval(() => void look(), BEAT_MS);

  return {
    async join(subscriber) {
      await join(pool, subscriber.member);
      subscribers.add(subscriber);
      await look();
    },
    async leave(subscriber) {
      subscriber.stopping.abort();
      await Promise.all([...subscriber.lanes.values()].map((lane) => lane.work));
      subscribers.delete(subscriber);
      await round;
      await Promise.all(surrenders);
      try {
        await lanes.flush();
        await leave(pool, subscriber.member);
      } catch (error) {
        logger.warn(
          { err: error },
          'a consumer could not say goodbye; its partitions are taken over when its lease ends',
        );
      }
      for (const lane of subscriber.lanes.values()) lanes.drop(lane);
    },
    look: () => void look(),
    async close() {
      clearInterval(heartbeat);
      await round;
      await Promise.all(surrenders);
    },
  };
}
