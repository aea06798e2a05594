import type { Logger } from 'pino';
import type { Database } from '@longbox/postgres';
import { ORDER_CHANGED_CHANNEL, parseOrderChange } from '../persistence/notices.ts';
import { findOrders } from '../persistence/order-queries.ts';
import type { OrderRow, TimelineRow } from '../persistence/rows.ts';
import { changedSince, timelinesAfter } from '../persistence/timeline-queries.ts';
import { createQueue } from './queue-iterator.ts';
import { createWatchers, type OrderWatcher, type StoreWatcher } from './watchers.ts';

export interface OrderFeed {
  /**
   * The order as `read` gives it now, and then as it is after each later revision, none left out. `read` is called once the feed
   * listens. Null when `read` gives null: then nothing is watched.
   */
  watchOrder(
    tenantId: string,
    orderId: string,
    read: () => Promise<OrderRow | null>,
  ): Promise<AsyncIterableIterator<OrderRow> | null>;
  /** Each order of the store after each change from now on, of those that `wanted` lets through. */
  watchStore(
    tenantId: string,
    wanted: (order: OrderRow) => boolean,
  ): Promise<AsyncIterableIterator<OrderRow>>;
  close(): Promise<void>;
}

/** An order has some twenty changes in its life; a reader that holds more than this unread is gone. */
const MOST_UNREAD_OF_ORDER = 200;
const MOST_UNREAD_OF_STORE = 2_000;
const RETRY_MS = 1_000;
/** After a lost connection changes are looked up from this long before the last notice: longer than any transaction takes to commit. */
const LOOK_BACK_MS = 60_000;
const MOST_CAUGHT_UP = 10_000;

/**
 * What happens to orders, as it happens: one `LISTEN` for the process, one read for all that changed meanwhile, fanned out to everybody who watches
 * in this process.
 */
export function createOrderFeed(database: Database, logger: Logger): OrderFeed {
  const watchers = createWatchers();
  /** Tenant → order → the revision before the first that has not been passed on. */
  let dirty = new Map<string, Map<string, number>>();
  let reading: Promise<void> | undefined;
  let listening: Promise<() => Promise<void>> | undefined;
  let lastNoticeAt = Date.now();
  const state = { closed: false };

  function mark(tenantId: string, orderId: string, before: number): void {
    const orders = dirty.get(tenantId) ?? new Map<string, number>();
    orders.set(orderId, Math.min(before, orders.get(orderId) ?? before));
    dirty.set(tenantId, orders);
  }

  function wake(payload: string): void {
    const change = parseOrderChange(payload);
    if (change && !watchers.concern(change.tenantId, change.orderId)) return;
    if (change) {
      lastNoticeAt = Date.now();
      mark(change.tenantId, change.orderId, change.from - 1);
      pass();
    } else {
      catchUp().catch((err: unknown) => logger.warn({ err }, 'changes of orders may have been missed'));
    }
  }

  function pass(): void {
    reading ??= passAll().finally(() => {
      reading = undefined;
      if (dirty.size > 0 && !state.closed) setTimeout(pass, RETRY_MS).unref();
    });
  }

  async function passAll(): Promise<void> {
    while (dirty.size > 0 && !state.closed) {
      const batch = dirty;
      dirty = new Map();
      for (const [tenantId, orders] of batch) {
        try {
          await passStore(tenantId, orders);
        } catch (err) {
          logger.warn({ err }, 'changes of orders cannot be read at the moment');
          for (const [orderId, before] of orders) mark(tenantId, orderId, before);
          return;
        }
      }
    }
  }

  async function passStore(tenantId: string, orders: ReadonlyMap<string, number>): Promise<void> {
    const from = new Map(
      [...orders].map(([orderId, before]) => [orderId, watchers.leastSeen(orderId, before)] as const),
    );
    const [lines, rows] = await database.read(tenantId, async (connection) => [
      await timelinesAfter(connection, tenantId, from),
      await findOrders(connection, tenantId, [...from.keys()]),
    ]);
    for (const [orderId, before] of orders) {
      const row = rows.get(orderId);
      if (row)
        watchers.tell(
          row,
          (lines.get(orderId) ?? []).map((line) => asOf(row, line)),
          before,
        );
    }
  }

  /** Notices may have been lost: every watched order is looked at, and every store that is watched. */
  async function catchUp(): Promise<void> {
    const since = new Date(lastNoticeAt - LOOK_BACK_MS);
    for (const { tenantId, orderId, last } of watchers.orders()) mark(tenantId, orderId, last ?? 0);
    for (const tenantId of watchers.stores()) {
      const changed = await database.read(tenantId, (connection) =>
        changedSince(connection, tenantId, since, MOST_CAUGHT_UP),
      );
      for (const [orderId, before] of changed) mark(tenantId, orderId, before);
    }
    pass();
  }

  async function listen(): Promise<void> {
    listening ??= database.listen(ORDER_CHANGED_CHANNEL, wake);
    try {
      await listening;
    } catch (error) {
      listening = undefined;
      throw error;
    }
  }

  return {
    async watchOrder(tenantId, orderId, read) {
      await listen();
      const queue = createQueue<OrderRow>(MOST_UNREAD_OF_ORDER, () => watchers.removeOrder(watcher));
      const end = () => void queue.iterator.return?.();
      const watcher: OrderWatcher = { tenantId, orderId, last: undefined, held: [], push: queue.push, end };
      watchers.addOrder(watcher);
      const now = await read().catch(async (error: unknown) => {
        await queue.iterator.return?.();
        throw error;
      });
      if (!now) {
        await queue.iterator.return?.();
        return null;
      }
      watchers.begin(watcher, now);
      return queue.iterator;
    },
    async watchStore(tenantId, wanted) {
      await listen();
      const queue = createQueue<OrderRow>(MOST_UNREAD_OF_STORE, () => watchers.removeStore(watcher));
      const watcher: StoreWatcher = {
        tenantId,
        push: (order) => wanted(order) && queue.push(order),
        end: () => void queue.iterator.return?.(),
      };
      watchers.addStore(watcher);
      return queue.iterator;
    },
    async close() {
      state.closed = true;
      const end = await listening?.catch(() => undefined);
      await end?.();
      await reading;
      watchers.close();
    },
  };
}

/** The order as it was after a line of its timeline, as far as the timeline tells. */
export function asOf(order: OrderRow, line: TimelineRow): OrderRow {
  const { revision, status, paymentStatus, fulfillmentStatus, at } = line;
  return { ...order, revision, status, paymentStatus, fulfillmentStatus, updatedAt: at };
}
