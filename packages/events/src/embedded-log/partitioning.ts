import type { EventRecord } from '../port.ts';
import type { Partition } from './schema.ts';

/** FNV-1a of the key's UTF-8, 32 bits: stable over processes and releases, since it decides where a key's order is kept. */
export function hashOfKey(key: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(key)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** Finds the partition of a record. The function it answers throws a RangeError for a topic that the log does not have. */
export function partitioner(partitions: readonly Partition[]): (record: EventRecord) => Partition {
  const ofTopic = Map.groupBy(partitions, (partition) => partition.topic);
  return (record) => {
    const among = ofTopic.get(record.topic) ?? [];
    const partition = among[hashOfKey(record.key) % among.length];
    if (partition === undefined)
      throw new RangeError(`the event log has no topic ${record.topic}; see schema/events/topics.json`);
    return partition;
  };
}

/**
 * How many of a topic's partitions a member should hold: an equal share, and what is left over to the first of them. The shares of all
 * members add up to all partitions. 0 for one that is not among the members.
 */
export function shareOf(partitions: number, members: readonly string[], member: string): number {
  const rank = members.toSorted().indexOf(member);
  if (rank < 0) return 0;
  return Math.floor(partitions / members.length) + (rank < partitions % members.length ? 1 : 0);
}
