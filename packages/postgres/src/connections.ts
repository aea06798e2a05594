import { setImmediate } from 'node:timers/promises';
import type pg from 'pg';
import {
  DataSource,
  type EntitySchema,
  type Logger as OrmLogger,
  type MixedList,
  type QueryRunner,
} from 'typeorm';
import { DatabaseUnavailable, isUnanswered, unavailable } from './errors.ts';
import { createStatementNames, prepareStatements } from './prepared.ts';
import { traceStatements } from './traced.ts';

export interface ConnectionOptions {
  readonly name: string;
  readonly url: string;
  readonly entities: MixedList<EntitySchema>;
  readonly plans: 'generic' | undefined;
  readonly poolSize: number;
  /** A statement that runs longer is cancelled by the server. */
  readonly statementTimeoutMs: number;
  readonly observers: ReadonlySet<(sql: string) => void>;
  /** Told when an idle connection breaks; the pool replaces it. */
  readonly onBroken: (error: Error) => void;
}

/** A server that has not answered so long after its own limit is taken for gone: the way there and back. */
const ANSWER_GRACE_MS = 5_000;
/** A transaction that waits longer for a row gives up: on a release Saturday a queue of buyers is better told no. */
const LOCK_TIMEOUT_MS = 8_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000;
/** How long a request waits for a connection of the pool. */
const CONNECT_TIMEOUT_MS = 10_000;

/** The store that a pooled connection is set to; absent when it is not known. */
const BOUND_TO = Symbol('store of the connection');
/** Set on a connection that prepares its statements. */
const PREPARES = Symbol('statements are prepared');
/** When the connection was used last, in milliseconds. */
const USED_AT = Symbol('last use of the connection');
/** Set when it is known that the server has ended it. */
const IS_CUT = Symbol('connection is cut');
type Connection = pg.PoolClient & {
  [BOUND_TO]?: string;
  [PREPARES]?: true;
  [USED_AT]?: number;
  [IS_CUT]?: true;
};
/** Who has rested for so long may have been cut off without this process having come to hear it; a pool in use hears at once. */
const RESTED_MS = 100;

/** One piece of work on a connection that belongs to it alone. */
export interface Session {
  readonly runner: QueryRunner;
  /** Ends the transaction that the runner began. Whatever the work still sends after that is refused, not run on its own. */
  readonly finish: (command: 'COMMIT' | 'ROLLBACK') => Promise<void>;
}

export interface Connections {
  /** Runs work on a connection that is set to the store ('' for none). Throws `DatabaseUnavailable` when none is to be had. */
  use<T>(tenantId: string, work: (session: Session) => Promise<T>): Promise<T>;
  /** Refuses new work, waits for what runs, `patienceMs` at most, and ends all connections. */
  close(patienceMs: number): Promise<void>;
}

/**
 * The pool of one database. A connection keeps the store that it was set to, so that serving the same store again costs no statement. One
 * whose state is not known (the driver gave up on an answer, a rollback failed, a transaction is still open) is ended instead of going
 * back to the pool, because the next store would inherit what it does.
 */
export async function connectionsOf(options: ConnectionOptions): Promise<Connections> {
  const { name, url } = options;
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    applicationName: `longbox-${name}`,
    entities: options.entities,
    poolSize: options.poolSize,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    installExtensions: false,
    poolErrorHandler: options.onBroken,
    logger: reportTo(options.observers),
    extra: {
      statement_timeout: options.statementTimeoutMs,
      lock_timeout: LOCK_TIMEOUT_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
      query_timeout: options.statementTimeoutMs + ANSWER_GRACE_MS,
      // Said once for the session instead of in every transaction, which would be a round trip each.
      options: `-c default_transaction_isolation=read\\ committed${options.plans === 'generic' ? ' -c plan_cache_mode=force_generic_plan' : ''}`,
      keepAlive: true,
    },
  });
  try {
    await dataSource.initialize();
  } catch (cause) {
    throw unavailable(name, url, cause);
  }

  const nameOf = createStatementNames();
  const running = new Set<Promise<unknown>>();
  let closing = false;

  async function connect(runner: QueryRunner): Promise<Connection> {
    try {
      const connection = (await runner.connect()) as Connection;
      if (!connection[PREPARES]) {
        traceStatements(connection, name);
        prepareStatements(connection, nameOf);
        for (const event of ['error', 'end'] as const)
          connection.on(event, () => (connection[IS_CUT] = true));
      }
      connection[PREPARES] = true;
      return connection;
    } catch (cause) {
      throw unavailable(name, url, cause);
    }
  }

  /** A connection that the server has not ended, as far as this process was told before anything is sent. */
  async function checkOut(): Promise<{ readonly runner: QueryRunner; readonly connection: Connection }> {
    for (;;) {
      const runner = dataSource.createQueryRunner();
      const connection = await connect(runner);
      if (performance.now() - (connection[USED_AT] ?? Infinity) > RESTED_MS) await aTurn();
      if (!connection[IS_CUT]) return { runner, connection };
      // Each is ended for good, so that there are no more of them than the pool had.
      connection.end().catch(() => undefined);
      await runner.release();
    }
  }

  async function work<T>(tenantId: string, on: (session: Session) => Promise<T>): Promise<T> {
    const { runner, connection } = await checkOut();
    let certain = false;
    try {
      await bind(connection, tenantId);
      const finish = async (command: string) => {
        certain = false;
        runner.query = refuse;
        for (const observe of options.observers) observe(command);
        await connection.query(command);
        certain = true;
      };
      certain = true;
      return await on({ runner, finish });
    } catch (error) {
      if (isUnanswered(error)) certain = false;
      throw error;
    } finally {
      if (!certain || connection.getTransactionStatus() !== 'I') connection.end().catch(() => undefined);
      connection[USED_AT] = performance.now();
      await runner.release();
    }
  }

  return {
    async use(tenantId, on) {
      if (closing) throw new DatabaseUnavailable(`the ${name} database is being closed`);
      const promise = work(tenantId, on);
      running.add(promise);
      try {
        return await promise;
      } finally {
        running.delete(promise);
      }
    },
    async close(patienceMs) {
      closing = true;
      await within(patienceMs, Promise.allSettled(running));
      // What is still running now is cut off with its connection.
      await within(patienceMs, dataSource.destroy());
    },
  };
}

/**
 * A whole turn of the event loop, after which what servers have said meanwhile has been heard. One `setImmediate` may come before anything is
 * read: when it is asked for while what was read before is being worked off.
 */
async function aTurn(): Promise<void> {
  await setImmediate();
  await setImmediate();
}

async function bind(connection: Connection, tenantId: string): Promise<void> {
  if (connection[BOUND_TO] === tenantId) return;
  delete connection[BOUND_TO];
  await connection.query("SELECT set_config('longbox.tenant_id', $1, false)", [tenantId]);
  connection[BOUND_TO] = tenantId;
}

function refuse(sql: string): Promise<never> {
  return Promise.reject(
    new Error(`the transaction is over; every statement must be awaited within it: ${sql.slice(0, 200)}`),
  );
}

async function within(patienceMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([work, over]);
  clearTimeout(timer);
}

/** TypeORM hands each statement to its logger before it sends it: what lets a test count them and a trace time them. */
function reportTo(observers: ReadonlySet<(sql: string) => void>): OrmLogger {
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
