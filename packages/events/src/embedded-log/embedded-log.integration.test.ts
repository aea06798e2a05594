import pg from 'pg';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { emptyDatabase, waitFor } from '@longbox/testing';
import { deadLettersContract } from '../dead-letters.contract.ts';
import { eventLogContract } from '../event-log.contract.ts';
import type { StoredEvent } from '../port.ts';
import type { Topic } from '../topics.ts';
import { openEmbeddedLog } from './embedded-log.ts';

const logger = pino({ level: 'silent' });

for (const contract of [eventLogContract, deadLettersContract])
  contract('PostgreSQL alone', async () => {
    const { url, drop } = await emptyDatabase('events');
    return { open: (options) => openEmbeddedLog({ url, logger, ...options }), dispose: drop };
  });

describe('the embedded log', () => {
  const topics: Topic[] = [
    { name: 'orders', owner: 'order', key: 'order id', partitions: 4, retentionDays: 7, types: [] },
  ];
  const record = (text: string) => ({
    topic: 'orders',
    key: text,
    headers: { ce_id: text },
    payload: Buffer.from(text),
  });
  let url: string;
  let superuserUrl: string;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    ({ url, superuserUrl, drop } = await emptyDatabase('events'));
  });
  afterAll(() => drop());

  async function asSuperuser(
    sql: string,
    parameters: unknown[] = [],
  ): Promise<pg.QueryResult<Record<string, unknown>>> {
    const client = new pg.Client({ connectionString: superuserUrl });
    await client.connect();
    try {
      return await client.query(sql, parameters);
    } finally {
      await client.end();
    }
  }

  it('takes over the partitions of a member that vanished without a word, within five seconds', async () => {
    const log = await openEmbeddedLog({ url, logger, topics });
    const group = newId();
    await log.publish(Array.from({ length: 20 }, (_, n) => record(`vanished-${n}`)));
    // What a killed process leaves behind: a fresh heartbeat, and claims on every partition.
    const ghost = newId();
    await asSuperuser(`INSERT INTO log_members VALUES ($1, $2, '{orders}', clock_timestamp())`, [
      ghost,
      group,
    ]);
    await asSuperuser(
      'INSERT INTO log_claims (consumer_group, partition_id, member_id) SELECT $1, id, $2 FROM log_partitions',
      [group, ghost],
    );
    const seen: StoredEvent[] = [];
    const began = Date.now();
    await log.subscribe({ group, topics: ['orders'], handle: async (records) => void seen.push(...records) });
    expect(seen).toEqual([]);
    await waitFor(() => seen.length === 20, { what: 'the records of the vanished member' });
    expect(Date.now() - began).toBeLessThan(5_000);
    await log.close();
  });

  it('goes on by itself when PostgreSQL ends all of its connections', async () => {
    const log = await openEmbeddedLog({ url, logger, topics });
    const seen: string[] = [];
    await log.subscribe({
      group: newId(),
      topics: ['orders'],
      handle: async (records) => void seen.push(...records.map(({ key }) => key)),
    });
    await asSuperuser(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    await waitFor(() => log.publish([record('after the cut')]).then(() => true), {
      what: 'the log to take records again',
    });
    await waitFor(() => seen.includes('after the cut'), { what: 'the record to be delivered' });
    expect(await log.ping()).toBe(true);
    await log.close();
  });

  it('does not keep the progress of a member that lost its partition', async () => {
    const log = await openEmbeddedLog({ url, logger, topics });
    const group = newId();
    const other = newId();
    let calls = 0;
    await log.subscribe({
      group,
      topics: ['orders'],
      handle: async () => {
        calls += 1;
        await asSuperuser('UPDATE log_claims SET member_id = $2 WHERE consumer_group = $1', [group, other]);
        await asSuperuser(
          `INSERT INTO log_members VALUES ($1, $2, '{orders}', clock_timestamp() + interval '1 minute')
          ON CONFLICT DO NOTHING`,
          [other, group],
        );
      },
    });
    await log.publish([record('stolen')]);
    await waitFor(() => calls > 0, { what: 'the handler' });
    await log.close();
    const { rows } = await asSuperuser(
      'SELECT sum(next_offset)::int AS progress FROM log_claims WHERE consumer_group = $1',
      [group],
    );
    expect(rows).toEqual([{ progress: 0 }]);
  });

  it('deletes what is older than the topic keeps, and a new group begins behind it', async () => {
    const { prune } = await import('./store.ts');
    const pool = new pg.Pool({ connectionString: superuserUrl, max: 1 });
    const log = await openEmbeddedLog({ url, logger, topics });
    await asSuperuser("UPDATE log_records SET published_at = now() - interval '8 days'");
    const kept = newId();
    await log.publish([record(kept)]);
    const partitions = await asSuperuser('SELECT id, topic, partition FROM log_partitions');
    const rows = partitions.rows as unknown as { id: number; topic: string; partition: number }[];
    expect(await prune(pool, topics, rows)).toBeGreaterThan(20);
    const seen: string[] = [];
    await log.subscribe({
      group: newId(),
      topics: ['orders'],
      handle: async (records) => void seen.push(...records.map(({ key }) => key)),
    });
    await waitFor(() => seen.length > 0, { what: 'the record that was kept' });
    expect(seen).toEqual([kept]);
    await Promise.all([log.close(), pool.end()]);
  });
});
