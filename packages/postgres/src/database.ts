import type { EntityManager } from 'typeorm';

/**
 * One database of one subgraph. Every statement runs for one store: the connection carries the store's id in the setting
 * `longbox.tenant_id`, and row-level security refuses rows of any other, whatever the statement says.
 */
export interface Database {
  /** The subgraph's name; the name of its database. */
  readonly name: string;

  /**
   * Runs `work` in one read-committed transaction of a store and commits what it returns. When PostgreSQL reports a serialisation
   * failure or a deadlock (SQLSTATE 40001, 40P01) the transaction is rolled back and `work` is run again, up to five times in all; so
   * `work` must do nothing that cannot be done twice, and no network call. Anything it throws rolls back and is thrown on.
   */
  transaction<T>(tenantId: string, work: (tx: EntityManager) => Promise<T>): Promise<T>;

  /** Runs reads, or a single write, on one connection of a store, each statement on its own (no transaction). */
  read<T>(tenantId: string, work: (connection: EntityManager) => Promise<T>): Promise<T>;

  /** Like `transaction`, for no store: sees the infrastructure tables (outbox, inbox, timers, jobs) and no store's rows. */
  systemTransaction<T>(work: (tx: EntityManager) => Promise<T>): Promise<T>;

  /** Like `read`, for no store: infrastructure statements that need no transaction around them, writing ones too. */
  system<T>(work: (connection: EntityManager) => Promise<T>): Promise<T>;

  /**
   * Listens for `NOTIFY` on a channel, on one connection kept for it; reconnects by itself with backoff. `wake` is also called after
   * each reconnect, since notices in between are lost. Returns what ends it.
   */
  listen(channel: string, wake: (payload: string) => void): Promise<() => Promise<void>>;

  /**
   * Stands for election to the one leader that `name` has among all the processes on this database (an advisory lock on a
   * connection kept for it). `elected` is called when this process becomes the leader, `deposed` when it has lost that, because its
   * connection broke; it then stands again by itself. When a leader's process dies another one is elected within five seconds.
   * Returns what ends the candidacy and gives the leadership up; `deposed` is not called for that.
   */
  lead(name: string, candidate: { elected(): void; deposed(): void }): Promise<() => Promise<void>>;

  /** Called with each statement before it is sent (those that bind the connection to a store are left out). Returns what ends it. */
  onStatement(observe: (sql: string) => void): () => void;

  /** Whether the database answers within two seconds. */
  ping(): Promise<boolean>;

  /** Ends the listener and the pool; running statements are waited for, ten seconds at most. */
  close(): Promise<void>;
}
