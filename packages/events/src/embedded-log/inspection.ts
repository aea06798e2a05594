import type pg from 'pg';
import type { Extent, GroupPlace, LogInspection, Place } from '../port.ts';
import type { Following } from './following.ts';
import type { Partition } from './schema.ts';
import { LEASE_MS, read } from './store.ts';

interface ExtentRow {
  readonly id: number;
  readonly first: string;
  readonly end: string;
}

/** The partition's first record kept is found by the primary key; a partition that keeps none begins at its end. */
const FIRST_KEPT = `coalesce(
  (SELECT r.record_offset FROM log_records r WHERE r.partition_id = p.id ORDER BY r.record_offset LIMIT 1), p.next_offset)`;

/** The inspection of the embedded log, over its tables. */
export function inspectPartitions(
  pool: pg.Pool,
  partitions: readonly Partition[],
  { batchSize, following }: { readonly batchSize: number; readonly following: Following },
): LogInspection {
  const byId = new Map(partitions.map((partition) => [partition.id, partition]));

  function idsOf(topics: readonly string[]): number[] {
    const unknown = topics.find((name) => !partitions.some(({ topic }) => topic === name));
    if (unknown !== undefined) throw new RangeError(`the event log has no topic ${unknown}`);
    return partitions.filter(({ topic }) => topics.includes(topic)).map(({ id }) => id);
  }

  const placeOf = (id: number): Place[] => {
    const partition = byId.get(id);
    return partition === undefined ? [] : [{ topic: partition.topic, partition: partition.partition }];
  };

  async function extents(topics: readonly string[]): Promise<Extent[]> {
    const { rows } = await pool.query<ExtentRow>(
      `SELECT p.id, ${FIRST_KEPT} AS first, p.next_offset AS "end" FROM log_partitions p
       WHERE p.id = ANY ($1) ORDER BY p.topic, p.partition`,
      [idsOf(topics)],
    );
    return rows.flatMap(({ id, first, end }) =>
      placeOf(id).map((place) => ({ ...place, first: BigInt(first), end: BigInt(end) })),
    );
  }

  return {
    extents,

    async startsAt(topics, time) {
      // Records of a partition stand in the order of their publication, nearly: those of one commit share a time.
      const { rows } = await pool.query<{ id: number; offset: string }>(
        `SELECT p.id, coalesce(
           (SELECT min(r.record_offset) FROM log_records r WHERE r.partition_id = p.id AND r.published_at >= $2), p.next_offset)
           AS offset
         FROM log_partitions p WHERE p.id = ANY ($1) ORDER BY p.topic, p.partition`,
        [idsOf(topics), time],
      );
      return rows.flatMap(({ id, offset }) =>
        placeOf(id).map((place) => ({ ...place, offset: BigInt(offset) })),
      );
    },

    async groups() {
      const { rows } = await pool.query<ExtentRow & { group: string; next: string; member: string | null }>(
        `SELECT p.id, c.consumer_group AS "group", c.next_offset AS next, m.id AS member, ${FIRST_KEPT} AS first,
           p.next_offset AS "end"
         FROM log_claims c JOIN log_partitions p ON p.id = c.partition_id
         LEFT JOIN log_members m ON m.id = c.member_id AND m.seen_at > clock_timestamp() - make_interval(secs => $2)
         WHERE p.id = ANY ($1) ORDER BY c.consumer_group, p.topic, p.partition`,
        [[...byId.keys()], LEASE_MS / 1_000],
      );
      return rows.flatMap((row) => placeOf(row.id).map((place) => groupPlace(place, row)));
    },

    async follow(options) {
      const { rows } = await pool.query<{ id: number; next: string }>(
        'SELECT id, next_offset AS next FROM log_partitions WHERE id = ANY ($1)',
        [idsOf(options.topics)],
      );
      return following.follow(options, new Map(rows.map(({ id, next }) => [id, BigInt(next)])));
    },

    async scan(ranges, handle) {
      for (const { topic, partition: number, from, to } of ranges) {
        const partition = partitions.find((each) => each.topic === topic && each.partition === number);
        if (partition === undefined) throw new RangeError(`the event log has no ${topic}/${number}`);
        for (let next = from; next < to;) {
          const [found = []] = await read(pool, [{ partition, from: next }], batchSize);
          const wanted = found.filter(({ offset }) => offset < to);
          if (wanted.length > 0 && (await handle(wanted)) === 'enough') return;
          const last = wanted.at(-1);
          if (last === undefined) break;
          next = last.offset + 1n;
        }
      }
    },
  };
}

function groupPlace(
  place: Place,
  row: ExtentRow & { readonly group: string; readonly next: string; readonly member: string | null },
): GroupPlace {
  const first = BigInt(row.first);
  const end = BigInt(row.end);
  // A group that was away for longer than records are kept goes on at the first one that is.
  const next = BigInt(row.next) < first ? first : BigInt(row.next);
  return { ...place, group: row.group, first, end, next, lag: end - next, member: row.member };
}
