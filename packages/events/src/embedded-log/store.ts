import type pg from 'pg';
import type { EventRecord, StoredEvent } from '../port.ts';
import type { Topic } from '../topics.ts';
import type { Partition } from './schema.ts';

/** One channel for everything, so that one connection listens: `r` and the partitions that have new records, or `m` for members. */
export const CHANNEL = 'event_log';

/** A member that was not heard of for so long has lost its partitions. With a heartbeat each second, failover takes four at most. */
export const LEASE_MS = 3_000;

export interface Append {
  readonly partition: Partition;
  readonly record: EventRecord;
}
export interface Want {
  readonly partition: Partition;
  readonly from: bigint;
}
export interface Member {
  readonly id: string;
  readonly group: string;
  readonly topics: readonly string[];
}
export interface Commit {
  readonly group: string;
  readonly memberId: string;
  readonly partitionId: number;
  readonly next: bigint;
}

const NOTIFY_MEMBERS = `SELECT pg_notify('${CHANNEL}', 'm')`;

/** Keeps the records at the end of their partitions, in the order given, and wakes who reads them. One statement, one commit. */
export async function append(pool: pg.Pool, appends: readonly Append[]): Promise<void> {
  const ids = [...new Set(appends.map(({ partition }) => partition.id))];
  await pool.query({
    name: 'append',
    text: `WITH incoming AS MATERIALIZED (
       SELECT * FROM unnest($1::int[], $2::text[], $3::jsonb[], $4::bytea[]) WITH ORDINALITY
         AS r(partition_id, key, headers, payload, place)
     ), locked AS MATERIALIZED (
       SELECT id, next_offset FROM log_partitions WHERE id = ANY ($5::int[]) ORDER BY id FOR UPDATE
     ), appended AS (
       INSERT INTO log_records (partition_id, record_offset, key, headers, payload)
       SELECT i.partition_id, l.next_offset + row_number() OVER (PARTITION BY i.partition_id ORDER BY i.place) - 1,
         i.key, i.headers, i.payload
       FROM incoming i JOIN locked l ON l.id = i.partition_id
     ), raised AS (
       UPDATE log_partitions p SET next_offset = l.next_offset + c.records
       FROM locked l JOIN (SELECT partition_id, count(*) AS records FROM incoming GROUP BY 1) c ON c.partition_id = l.id
       WHERE p.id = l.id
     )
     SELECT pg_notify('${CHANNEL}', $6)`,
    values: [
      appends.map(({ partition }) => partition.id),
      appends.map(({ record }) => record.key),
      appends.map(({ record }) => JSON.stringify(record.headers)),
      appends.map(({ record }) => Buffer.from(record.payload)),
      ids,
      `r${ids.join(',')}`,
    ],
  });
}

/** The next records of many partitions, at most so many of each; one statement however many partitions. */
export async function read(pool: pg.Pool, wants: readonly Want[], limit: number): Promise<StoredEvent[][]> {
  const { rows } = await pool.query<{
    want: number;
    key: string;
    record_offset: string;
    headers: Record<string, string>;
    payload: Buffer;
  }>({
    name: 'read',
    text: `SELECT w.want::int, r.record_offset, r.key, r.headers, r.payload
     FROM unnest($1::int[], $2::bigint[]) WITH ORDINALITY AS w(partition_id, from_offset, want)
     CROSS JOIN LATERAL (
       SELECT * FROM log_records WHERE partition_id = w.partition_id AND record_offset >= w.from_offset
       ORDER BY record_offset LIMIT $3) r
     ORDER BY w.want, r.record_offset`,
    values: [wants.map(({ partition }) => partition.id), wants.map(({ from }) => from.toString()), limit],
  });
  const found = Map.groupBy(rows, (row) => row.want - 1);
  return wants.map(({ partition }, index) =>
    (found.get(index) ?? []).map((row) => ({
      topic: partition.topic,
      partition: partition.partition,
      offset: BigInt(row.record_offset),
      key: row.key,
      headers: row.headers,
      payload: row.payload,
    })),
  );
}

/** Keeps how far members have come; answers those whose partition had been taken from them, whose progress is not kept. */
export async function commit(pool: pg.Pool, commits: readonly Commit[]): Promise<Commit[]> {
  const { rows } = await pool.query<{ place: number }>({
    name: 'commit',
    text: `UPDATE log_claims c SET next_offset = v.next_offset
     FROM unnest($1::text[], $2::int[], $3::uuid[], $4::bigint[]) WITH ORDINALITY
       AS v(consumer_group, partition_id, member_id, next_offset, place)
     WHERE c.consumer_group = v.consumer_group AND c.partition_id = v.partition_id AND c.member_id = v.member_id
     RETURNING v.place::int`,
    values: [
      commits.map((each) => each.group),
      commits.map((each) => each.partitionId),
      commits.map((each) => each.memberId),
      commits.map((each) => each.next.toString()),
    ],
  });
  const kept = new Set(rows.map((row) => row.place - 1));
  return commits.filter((_, index) => !kept.has(index));
}

/** Makes a member known, and its group's place in each partition, which for a new group is the first record kept. */
export async function join(pool: pg.Pool, member: Member): Promise<void> {
  await pool.query(
    `INSERT INTO log_claims (consumer_group, partition_id)
     SELECT $1, id FROM log_partitions WHERE topic = ANY ($2) ORDER BY id ON CONFLICT DO NOTHING`,
    [member.group, member.topics],
  );
  await beat(pool, [member]);
  await pool.query(NOTIFY_MEMBERS);
}

/** Says that members live; one that had been forgotten is known again. */
export async function beat(pool: pg.Pool, members: readonly Member[]): Promise<void> {
  await pool.query(
    `INSERT INTO log_members (id, consumer_group, topics, seen_at)
     SELECT (m->>'id')::uuid, m->>'group', ARRAY(SELECT jsonb_array_elements_text(m->'topics')), clock_timestamp()
     FROM jsonb_array_elements($1::jsonb) AS m ORDER BY 1
     ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at`,
    [JSON.stringify(members)],
  );
}

/** The members of the groups that have been heard of within the lease. */
export async function liveMembers(pool: pg.Pool, groups: readonly string[]): Promise<Member[]> {
  const { rows } = await pool.query<Member>(
    `SELECT id, consumer_group AS "group", topics FROM log_members
     WHERE consumer_group = ANY ($1) AND seen_at > clock_timestamp() - make_interval(secs => $2)`,
    [groups, LEASE_MS / 1_000],
  );
  return rows;
}

/**
 * Takes up to so many partitions of a topic that nobody living holds, and answers where to go on in each. Partitions in `held` are the
 * member's already.
 */
export async function claim(
  pool: pg.Pool,
  member: Member,
  topic: string,
  count: number,
  held: readonly number[],
): Promise<{ partitionId: number; next: bigint }[]> {
  const { rows } = await pool.query<{ partition_id: number; next_offset: string }>(
    `WITH free AS (
       SELECT c.partition_id FROM log_claims c JOIN log_partitions p ON p.id = c.partition_id
       WHERE c.consumer_group = $1 AND p.topic = $2 AND c.partition_id <> ALL ($4::int[])
         AND (c.member_id IS NULL OR c.member_id = $5 OR NOT EXISTS (
           SELECT FROM log_members m WHERE m.id = c.member_id AND m.seen_at > clock_timestamp() - make_interval(secs => $6)))
       ORDER BY p.partition LIMIT $3 FOR UPDATE OF c SKIP LOCKED
     )
     UPDATE log_claims c SET member_id = $5 FROM free WHERE c.consumer_group = $1 AND c.partition_id = free.partition_id
     RETURNING c.partition_id, c.next_offset`,
    [member.group, topic, count, held, member.id, LEASE_MS / 1_000],
  );
  return rows.map((row) => ({ partitionId: row.partition_id, next: BigInt(row.next_offset) }));
}

/** The partitions that members still hold, for one that was not heard of for too long. */
export async function heldBy(
  pool: pg.Pool,
  memberIds: readonly string[],
): Promise<{ memberId: string; partitionId: number }[]> {
  const { rows } = await pool.query<{ memberId: string; partitionId: number }>(
    `SELECT member_id AS "memberId", partition_id AS "partitionId" FROM log_claims WHERE member_id = ANY ($1::uuid[])`,
    [memberIds],
  );
  return rows;
}

/** Gives partitions back, for another member to take. */
export async function release(pool: pg.Pool, member: Member, partitionIds: readonly number[]): Promise<void> {
  await pool.query(
    `UPDATE log_claims SET member_id = NULL WHERE consumer_group = $1 AND member_id = $2 AND partition_id = ANY ($3::int[])`,
    [member.group, member.id, partitionIds],
  );
  await pool.query(NOTIFY_MEMBERS);
}

/** Forgets a member and gives back all that it holds. */
export async function leave(pool: pg.Pool, member: Member): Promise<void> {
  await pool.query('UPDATE log_claims SET member_id = NULL WHERE consumer_group = $1 AND member_id = $2', [
    member.group,
    member.id,
  ]);
  await pool.query('DELETE FROM log_members WHERE id = $1', [member.id]);
  await pool.query(NOTIFY_MEMBERS);
}

/** Records deleted by one statement of the pruning. */
const PRUNED_AT_ONCE = 2_000;

/** Deletes records older than their topic keeps them, in bounded batches, and members long gone; answers how many records. */
export async function prune(
  pool: pg.Pool,
  topics: readonly Topic[],
  partitions: readonly Partition[],
): Promise<number> {
  await pool.query("DELETE FROM log_members WHERE seen_at < clock_timestamp() - interval '10 minutes'");
  let pruned = 0;
  for (const partition of partitions) {
    const keepDays = topics.find((topic) => topic.name === partition.topic)?.retentionDays;
    if (keepDays === undefined) continue;
    for (;;) {
      // The oldest stand first, so that only these are looked at.
      const { rowCount } = await pool.query(
        `WITH oldest AS (
           SELECT record_offset, published_at FROM log_records WHERE partition_id = $1 ORDER BY record_offset LIMIT $3)
         DELETE FROM log_records r USING oldest o
         WHERE r.partition_id = $1 AND r.record_offset = o.record_offset AND o.published_at < now() - make_interval(days => $2)`,
        [partition.id, keepDays, PRUNED_AT_ONCE],
      );
      pruned += rowCount ?? 0;
      if ((rowCount ?? 0) < PRUNED_AT_ONCE) break;
    }
  }
  return pruned;
}
