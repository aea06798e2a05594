import pg from 'pg';
import type { Logger } from 'pino';
import type { EntityManager, EntitySchema, MixedList, QueryRunner } from 'typeorm';
import { connectionsOf } from './connections.ts';
import type { Database } from './database.ts';
import { isTransient, isUnanswered } from './errors.ts';
import { standForElection } from './leader-lock.ts';
import { listenOn } from './listen.ts';

export type MigrationClass = new () => {
  readonly name?: string;
  up(runner: QueryRunner): Promise<void>;
  down(runner: QueryRunner): Promise<void>;
};

export interface DatabaseOptions {
  /** The subgraph's name. */
  readonly name: string;
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  readonly entities?: MixedList<EntitySchema>;
  readonly migrations?: readonly MigrationClass[];
  /** Brings rows that the code defines to what it says, after the migrations each time. It may find them so, or as an earlier release left them. */
  readonly afterMigrations?: (tx: EntityManager) => Promise<void>;
  /** Connections kept at most for the work of the stores; 10 when left out. Beside them are four for what belongs to no store. */
  readonly poolSize?: number;
  /**
   * `generic`: a statement is planned once, for whatever values it gets. For statements that find rows by their keys, which is most of a
   * store's: planning them each time costs about as much as running them. Left out: as PostgreSQL sees fit, which for searches, whose best
   * plan depends on the values, is each time.
   */
  readonly plans?: 'generic';
  /** A statement that runs longer is ended; 15,000 when left out. For work that reads whole tables. */
  readonly statementTimeoutMs?: number;
  /** Hears of broken connections and of transactions that are run again. */
  readonly logger?: Logger;
}

const STATEMENT_TIMEOUT_MS = 15_000;
/** How long a database is given to answer whether it is there. */
export const PING_TIMEOUT_MS = 2_000;
/** For the relay, the jobs and what else belongs to no store: a few short statements at a time. */
const SYSTEM_POOL_SIZE = 4;
const CLOSE_TIMEOUT_MS = 10_000;
const MOST_RUNS = 5;

/** What a database was opened with, for `migrate`, which needs connections of another kind. */
const opened = new WeakMap<Database, DatabaseOptions>();

export function optionsOf(database: Database): DatabaseOptions {
  const found = opened.get(database);
  if (!found) throw new TypeError(`not a database that openDatabase made: ${database.name}`);
  return found;
}

/**
 * Opens a database; it does not migrate it (`migrate` does). The store is set on the connection for the session and remembered, so that a
 * connection that serves one store again costs no statement; a pooler in front must therefore keep sessions, not transactions, apart
 * (PgBouncer: `pool_mode = session`). Statements end after 15 s, waits for a row lock after 8 s, for a connection after 10 s. Throws
 * `DatabaseUnavailable`.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { name, url, logger } = options;
  const observers = new Set<(sql: string) => void>();
  const openPool = (poolSize: number) =>
    connectionsOf({
      name,
      url,
      entities: options.entities ?? [],
      plans: options.plans,
      poolSize,
      statementTimeoutMs: options.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS,
      observers,
      onBroken: (err) =>
        logger?.warn({ err, database: name }, 'an idle connection broke; it will be replaced'),
    });
  const connections = await openPool(options.poolSize ?? 10);
  // Apart, so that the connections of the stores keep the store that they are set to.
  const systemConnections = await openPool(SYSTEM_POOL_SIZE).catch(async (error: unknown) => {
    await connections.close(CLOSE_TIMEOUT_MS);
    throw error;
  });

  const once = <T>(tenantId: string, work: (tx: EntityManager) => Promise<T>) =>
    (tenantId === '' ? systemConnections : connections).use(tenantId, async ({ runner, finish }) => {
      await runner.startTransaction();
      let result: T;
      try {
        result = await work(runner.manager);
      } catch (error) {
        // The first error is the one that tells; a connection that fails here has rolled back by breaking.
        if (!isUnanswered(error)) await finish('ROLLBACK').catch(() => undefined);
        throw error;
      }
      await finish('COMMIT');
      return result;
    });

  async function transaction<T>(tenantId: string, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    for (let run = 1; ; run += 1) {
      try {
        return await once(tenantId, work);
      } catch (error) {
        if (run >= MOST_RUNS || !isTransient(error)) throw error;
        logger?.debug({ err: error, database: name, run }, 'a transaction is run again');
        // Up to 10, 20, 40 and 80 ms, spread, so that those who collided do not collide again.
        await pause(Math.random() * 5 * 2 ** run);
      }
    }
  }

  const open = new Set<() => Promise<void>>();
  const tracked = (end: () => Promise<void>) => {
    const ending = async () => {
      open.delete(ending);
      await end();
    };
    open.add(ending);
    return ending;
  };

  let closed: Promise<void> | undefined;
  const database: Database = {
    name,
    transaction,
    read: (tenantId, work) => connections.use(tenantId, ({ runner }) => work(runner.manager)),
    systemTransaction: (work) => transaction('', work),
    system: (work) => systemConnections.use('', ({ runner }) => work(runner.manager)),
    listen: async (channel, wake) => tracked(await listenOn(url, `longbox-${name}-listen`, channel, wake)),
    lead: async (election, candidate) => tracked(await standForElection(url, election, candidate)),
    onStatement(observe) {
      observers.add(observe);
      return () => observers.delete(observe);
    },
    ping: () => answers(url, `longbox-${name}-ping`),
    close() {
      closed ??= Promise.all([
        connections.close(CLOSE_TIMEOUT_MS),
        systemConnections.close(CLOSE_TIMEOUT_MS),
        ...[...open].map((end) => end()),
      ]).then(() => undefined);
      return closed;
    },
  };
  opened.set(database, options);
  return database;
}

/** Asked on a connection of its own: a pool that is busy, which work for ten stores can make it, is no database that is away. */
async function answers(url: string, applicationName: string): Promise<boolean> {
  const client = new pg.Client({
    connectionString: url,
    application_name: applicationName,
    connectionTimeoutMillis: PING_TIMEOUT_MS,
    query_timeout: PING_TIMEOUT_MS,
  });
  client.on('error', () => undefined);
  const asked = client
    .connect()
    .then(() => client.query('SELECT 1'))
    .then(
      () => true,
      () => false,
    );
  const answer = await Promise.race([asked, pause(PING_TIMEOUT_MS).then(() => false)]);
  client.end().catch(() => undefined);
  return answer;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
