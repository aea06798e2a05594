import pg from 'pg';
import type { Logger } from 'pino';
import { newId } from '@longbox/ids';
import { listenOn } from '@longbox/postgres';
import type { InspectableLog } from '../port.ts';
import { ALL_TOPICS, type Topic } from '../topics.ts';
import { createAppender } from './appender.ts';
import { createFollowing } from './following.ts';
import { inspectPartitions } from './inspection.ts';
import { createLanes, type Subscriber } from './lanes.ts';
import { createMembership } from './membership.ts';
import { partitioner } from './partitioning.ts';
import { prepareSchema } from './schema.ts';
import { CHANNEL, append, commit, prune, read } from './store.ts';

export interface EmbeddedLogOptions {
  /** A PostgreSQL database of the log's own, by a role that may make tables in it. */
  readonly url: string;
  readonly logger: Logger;
  /** The declared topics and their dead letters when left out. */
  readonly topics?: readonly Topic[];
  /** Records handed to a consumer at once at most; 200 when left out. */
  readonly batchSize?: number;
  /** Partitions that one subscription handles at the same time at most; 16 when left out, since a consumer puts them into one transaction. */
  readonly sideBySide?: number;
}

const POOL_SIZE = 4;
const PING_MS = 2_000;
const STATEMENT_TIMEOUT_MS = 15_000;
/** How often everything is looked at although nobody called, should a notice be lost. */
const SWEEP_MS = 5_000;
const PRUNE_EVERY_MS = 3_600_000;

/**
 * The event log on PostgreSQL alone, with the contract of the Kafka one. All subscriptions of a process share one connection that listens,
 * one reader and a pool of four. Makes its tables when they are missing. Throws the driver's error when the database cannot be reached.
 */
export async function openEmbeddedLog(options: EmbeddedLogOptions): Promise<InspectableLog> {
  const { url, topics = ALL_TOPICS, batchSize = 200, sideBySide = 16 } = options;
  const logger = options.logger.child({ log: 'embedded' });
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    application_name: 'longbox event log',
    connectionTimeoutMillis: 5_000,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    // Its frequent statements are prepared, and their plans do not depend on the values.
    options: '-c plan_cache_mode=force_generic_plan',
    keepAlive: true,
  });
  // Without a listener a broken idle connection would end the process; the pool replaces it by itself.
  pool.on('error', (error) => logger.warn({ err: error }, 'a connection to the event log broke'));
  const partitions = await prepareSchema(pool, topics).catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  const partitionOf = partitioner(partitions);
  const appender = createAppender((appends) => append(pool, appends));
  const lanes = createLanes({
    read: (wants, limit) => read(pool, wants, limit),
    commit: (commits) => commit(pool, commits),
    logger,
    batchSize,
    sideBySide,
  });
  const membership = createMembership(pool, partitions, lanes, logger);
  const subscribers = new Set<Subscriber>();
  const following = createFollowing(pool, partitions, batchSize, logger);

  const unlisten = await listenOn(url, 'longbox event log listen', CHANNEL, (payload) => {
    if (payload.startsWith('r')) {
      const news = new Set(payload.slice(1).split(',').map(Number));
      lanes.wake(news);
      following.wake(news);
      return;
    }
    membership.look();
    // An empty notice says that the connection was made again and notices were lost.
    if (payload !== '') return;
    lanes.wake();
    following.wake();
  });
  const sweep = setInterval(() => lanes.wake(), SWEEP_MS);
  const pruning = setInterval(
    () =>
      void prune(pool, topics, partitions).catch((error: unknown) =>
        logger.warn({ err: error }, 'the event log could not be pruned'),
      ),
    PRUNE_EVERY_MS,
  );
  pruning.unref();
  let closed = false;

  async function stop(subscriber: Subscriber): Promise<void> {
    if (subscribers.delete(subscriber)) await membership.leave(subscriber);
  }

  return {
    inspection: inspectPartitions(pool, partitions, { batchSize, following }),

    async publish(records) {
      if (closed) throw new Error('the event log is closed');
      if (records.length > 0)
        await appender.add(records.map((record) => ({ record, partition: partitionOf(record) })));
    },

    async subscribe({ group, topics: wanted, handle }) {
      const unknown = wanted.find((name) => !partitions.some(({ topic }) => topic === name));
      if (unknown !== undefined)
        throw new RangeError(`the event log has no topic ${unknown}; see schema/events/topics.json`);
      const member = { id: newId(), group, topics: [...wanted] };
      const subscriber: Subscriber = { member, handle, stopping: new AbortController(), lanes: new Map() };
      subscribers.add(subscriber);
      await membership.join(subscriber);
      return { stop: () => stop(subscriber) };
    },

    async ping() {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<boolean>((resolve) => {
        timer = setTimeout(resolve, PING_MS, false);
      });
      const answered = pool.query('SELECT 1').then(
        () => true,
        () => false,
      );
      return Promise.race([answered, late]).finally(() => clearTimeout(timer));
    },

    async close() {
      if (closed) return;
      closed = true;
      following.close();
      await Promise.all([...subscribers].map(stop));
      clearInterval(sweep);
      clearInterval(pruning);
      await membership.close();
      lanes.close();
      await Promise.all([unlisten(), appender.drained()]);
      await pool.end();
    },
  };
}
