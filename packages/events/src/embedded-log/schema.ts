import type pg from 'pg';
import type { Topic } from '../topics.ts';

/** A partition of a topic, as this log numbers them. */
export interface Partition {
  readonly id: number;
  readonly topic: string;
  /** From 0 within the topic. */
  readonly partition: number;
}

/** Any number that every process takes for the same purpose. */
const SCHEMA_LOCK = 7_266_903;

/**
 * The log's own schema, one entry for each version. An entry, once released, is not changed: the next one changes the tables.
 *
 * `next_offset` of a partition is raised under its row lock by the transaction that appends, so that offsets are gapless and in the order
 * of commits: a reader that has seen an offset has seen every one before it. The rows that are updated all the time have room on their
 * page for their next version (fillfactor), so that no index is touched.
 */
const VERSIONS = [
  `CREATE TABLE log_partitions (
     id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     topic text NOT NULL,
     partition integer NOT NULL,
     next_offset bigint NOT NULL DEFAULT 0,
     UNIQUE (topic, partition)
   ) WITH (fillfactor = 20);
   CREATE TABLE log_records (
     partition_id integer NOT NULL,
     record_offset bigint NOT NULL,
     key text NOT NULL,
     headers jsonb NOT NULL,
     payload bytea NOT NULL,
     published_at timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (partition_id, record_offset)
   );
   CREATE TABLE log_members (
     id uuid PRIMARY KEY,
     consumer_group text NOT NULL,
     topics text[] NOT NULL,
     seen_at timestamptz NOT NULL
   ) WITH (fillfactor = 20);
   CREATE TABLE log_claims (
     consumer_group text NOT NULL,
     partition_id integer NOT NULL REFERENCES log_partitions,
     next_offset bigint NOT NULL DEFAULT 0,
     member_id uuid,
     PRIMARY KEY (consumer_group, partition_id)
   ) WITH (fillfactor = 20);`,
];

/** Makes the tables and the partitions where they are missing. Processes that start together take turns. */
export async function prepareSchema(pool: pg.Pool, topics: readonly Topic[]): Promise<readonly Partition[]> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [SCHEMA_LOCK]);
    await client.query('CREATE TABLE IF NOT EXISTS log_schema (version integer PRIMARY KEY)');
    const found = await client.query<{ version: number }>(
      'SELECT coalesce(max(version), 0) AS version FROM log_schema',
    );
    const present = found.rows[0]?.version ?? 0;
    for (const [index, statements] of VERSIONS.entries()) {
      if (index < present) continue;
      await client.query(statements);
      await client.query('INSERT INTO log_schema (version) VALUES ($1)', [index + 1]);
    }
    await client.query(
      `INSERT INTO log_partitions (topic, partition)
       SELECT t.topic, n FROM unnest($1::text[], $2::int[]) AS t(topic, partitions), generate_series(0, t.partitions - 1) AS n
       ON CONFLICT DO NOTHING`,
      [topics.map((topic) => topic.name), topics.map((topic) => topic.partitions)],
    );
    const rows = await client.query<Partition>(
      'SELECT id, topic, partition FROM log_partitions WHERE topic = ANY ($1) ORDER BY topic, partition',
      [topics.map((topic) => topic.name)],
    );
    await client.query('COMMIT');
    client.release();
    return rows.rows;
  } catch (error) {
    // The connection goes with whatever transaction it is in.
    client.release(true);
    throw error;
  }
}
