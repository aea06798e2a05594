import pg from 'pg';
import {
  DataSource,
  type EntityManager,
  type EntitySchema,
  type Logger as OrmLogger,
  type MixedList,
  type QueryRunner,
} from 'typeorm';
import type { Database } from './database.ts';
import { isTransient } from './errors.ts';
import { standForElection } from './leader-lock.ts';
import { listenOn } from './listen.ts';

export type MigrationClass = new () => {
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
  /** Connections kept at most; 10 when left out. */
  readonly poolSize?: number;
}

/** A database that cannot be reached; the message names it, and the cause is the driver's. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

/** A statement that runs longer is cancelled by the server. */
const STATEMENT_TIMEOUT_MS = 15_000;
/** A transaction that waits longer for a row gives up: on a release Saturday a queue of buyers is better told no. */
const LOCK_TIMEOUT_MS = 8_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000;
/** How long a request waits for a connection of the pool. */
const CONNECT_TIMEOUT_MS = 10_000;
const PING_TIMEOUT_MS = 2_000;
const CLOSE_TIMEOUT_MS = 10_000;
const MOST_RUNS = 5;

/** The store that a pooled connection is set to; absent when it is not known. */
const BOUND_TO = Symbol('store of the connection');
type Connection = pg.PoolClient & { [BOUND_TO]?: string };

/** The databases' TypeORM data sources, for what needs one: migrations. Everything else goes through `Database`. */
const dataSources = new WeakMap<Database, DataSource>();

export function dataSourceOf(database: Database): DataSource {
  const found = dataSources.get(database);
  if (!found) throw new TypeError(`not a database that openDatabase made: ${database.name}`);
  return found;
}

/**
 * Opens a database. The store is set on the connection for the session and remembered, so that a connection that serves one store again
 * costs no statement; a pooler in front must therefore keep sessions (not transactions) apart. Throws `DatabaseUnavailable`.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { name, url } = options;
  const observers = new Set<(sql: string) => void>();
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    applicationName: `longbox ${name}`,
    entities: options.entities ?? [],
    migrations: [...(options.migrations ?? [])],
    poolSize: options.poolSize ?? 10,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    logger: statementLogger(observers),
    extra: {
      statement_timeout: STATEMENT_TIMEOUT_MS,
      lock_timeout: LOCK_TIMEOUT_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
      keepAlive: true,
    },
  });
  try {
    await dataSource.initialize();
  } catch (cause) {
    throw new DatabaseUnavailable(`the ${name} database cannot be reached: ${reasonOf(cause)}`, { cause });
  }

  async function onConnection<T>(tenantId: string, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
    const runner = dataSource.createQueryRunner();
    try {
      await bind((await runner.connect()) as Connection, tenantId);
      return await work(runner);
    } finally {
      await runner.release();
    }
  }

  const once = <T>(tenantId: string, work: (tx: EntityManager) => Promise<T>) =>
    onConnection(tenantId, async (runner) => {
      await runner.startTransaction('READ COMMITTED');
      try {
        const result = await work(runner.manager);
        await runner.commitTransaction();
        return result;
      } catch (error) {
        // A connection that broke has rolled back already; the first error is the one that tells.
        if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
        throw error;
      }
    });

  async function transaction<T>(tenantId: string, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    for (let run = 1; ; run += 1) {
      try {
        return await once(tenantId, work);
      } catch (error) {
        if (run >= MOST_RUNS || !isTransient(error)) throw error;
        // 5 to 80 ms, doubled each time and spread, so that those who collided do not collide again.
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

  const database: Database = {
    name,
    transaction,
    read: (tenantId, work) => onConnection(tenantId, (runner) => work(runner.manager)),
    systemTransaction: (work) => transaction('', work),
    listen: async (channel, wake) => tracked(await listenOn(url, `longbox ${name} listen`, channel, wake)),
    lead: async (election, candidate) => tracked(await standForElection(url, election, candidate)),
    onStatement(observe) {
      observers.add(observe);
      return () => observers.delete(observe);
    },
    async ping() {
      const asked = onConnection('', (runner) => runner.query('SELECT 1')).then(
        () => true,
        () => false,
      );
      return Promise.race([asked, pause(PING_TIMEOUT_MS).then(() => false)]);
    },
    async close() {
      await Promise.all([...open].map((end) => end()));
      await Promise.race([dataSource.destroy(), pause(CLOSE_TIMEOUT_MS)]);
    },
  };
  dataSources.set(database, dataSource);
  return database;
}

async function bind(connection: Connection, tenantId: string): Promise<void> {
  if (connection[BOUND_TO] === tenantId) return;
  delete connection[BOUND_TO];
  await connection.query("SELECT set_config('longbox.tenant_id', $1, false)", [tenantId]);
  connection[BOUND_TO] = tenantId;
}

/** TypeORM hands each statement to its logger before it sends it: what lets a test count them and a trace time them. */
function statementLogger(observers: ReadonlySet<(sql: string) => void>): OrmLogger {
  const nothing = () => undefined;
  return {
    logQuery(sql) {
      for (const observe of observers) observe(sql);
    },
    logQueryError: nothing,
    logQuerySlow: nothing,
    logSchemaBuild: nothing,
    logMigration: nothing,
    log: nothing,
  };
}

function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(reasonOf).join(', ');
  return cause instanceof Error ? cause.message : String(cause);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
