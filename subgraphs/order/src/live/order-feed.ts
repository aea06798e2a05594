import type { Logger } from 'pino';
import type { Database } from '@longbox/postgres';
import { ORDER_CHANGED_CHANNEL, parseOrderChange } from '../persistence/notices.ts';
import { findOrders } from '../persistence/order-queries.ts';
import type { OrderRow, PlacedLine } from '../persistence/rows.ts';
import { changedSince, linesSince, timelinesAfter } from '../persistence/timeline-queries.ts';
import { createQueue } from './queue-iterator.ts';
import type { StorePosition } from './store-position.ts';
import { createWatchers, type OrderChange, type OrderWatcher, type StoreWatcher } from './watchers.ts';

export interface OrderFeed {
  /**
   * The order as `read` gives it now, and then as it is after each later revision, none left out; where the watcher has seen it up to a
   * revision, as it was after each one since, instead of as it is now. `read` is called once the feed listens. Null when `read` gives null:
   * then nothing is watched.
   */
  watchOrder(
    tenantId: string,
    orderId: string,
    read: () => Promise<OrderRow | null>,
    seen?: number,
  ): Promise<AsyncIterableIterator<OrderRow> | null>;
  /**
   * Each order of the store after each change from now on, of those that `wanted` lets through; where the watcher has seen a change, all
   * that it may have missed since, some of which it may have seen. Throws `TooFarBack`.
   */
  watchStore(
    tenantId: string,
    wanted: (order: OrderRow) => boolean,
    seen?: StorePosition,
  ): Promise<AsyncIterableIterator<OrderChange>>;
  /** How many watch, of whichever kind. */
  readonly size: number;
  close(): Promise<void>;
}

/** More has happened since than is told again. */
export class TooFarBack extends Error {
  override readonly name = 'TooFarBack';
}

/** An order has some twenty changes in its life; a reader that holds more than this unread is gone. */
const MOST_UNREAD_OF_ORDER = 200;
const MOST_UNREAD_OF_STORE = 2_000;
const RETRY_MS = 1_000;
/** After a lost connection changes are looked up from this long before the last notice: longer than any transaction takes to commit. */
const LOOK_BACK_MS = 60_000;
const MOST_CAUGHT_UP = 10_000;
/** Changes that a store's watcher is told again: half of what it may hold unread, some minutes of a busy store. */
const MOST_TOLD_AGAIN = 1_000;

/** What has not been passed on of an order: the changes after one revision and up to another. */
interface Unpassed {
  readonly before: number;
  /** Those after it have a notice of their own to come, behind notices of earlier changes of other orders. */
  readonly upTo: number;
}

/**
 * What happens to orders, as it happens: one `LISTEN` for the process, one read for all that changed meanwhile, fanned out to everybody who watches
 * in this process.
 */
export function createOrderFeed(database: Database, logger: Logger): OrderFeed {
  const watchers = createWatchers();
  /** Tenant → order → what has not been passed on. */
  let dirty = new Map<string, Map<string, Unpassed>>();
  let reading: Promise<void> | undefined;
  let listening: Promise<() => Promise<void>> | undefined;
  let lastNoticeAt = Date.now();
  const state = { closed: false };

  function mark(tenantId: string, orderId: string, { before, upTo }: Unpassed): void {
    const orders = dirty.get(tenantId) ?? new Map<string, Unpassed>();
    const known = orders.get(orderId) ?? { before, upTo };
    orders.set(orderId, { before: Math.min(before, known.before), upTo: Math.max(upTo, known.upTo) });
    dirty.set(tenantId, orders);
  }

  function wake(payload: string): void {
    const change = parseOrderChange(payload);
    if (change && !watchers.concern(change.tenantId, change.orderId)) return;
    if (change) {
      lastNoticeAt = Date.now();
      mark(change.tenantId, change.orderId, { before: change.from - 1, upTo: change.to });
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
          for (const [orderId, unpassed] of orders) mark(tenantId, orderId, unpassed);
          return;
        }
      }
    }
  }

  async function passStore(tenantId: string, orders: ReadonlyMap<string, Unpassed>): Promise<void> {
    const from = new Map(
      [...orders].map(([orderId, { before }]) => [orderId, watchers.leastSeen(orderId, before)] as const),
    );
    const [lines, rows] = await database.read(tenantId, async (connection) => [
      await timelinesAfter(connection, tenantId, from),
      await findOrders(connection, tenantId, [...from.keys()]),
    ]);
    const fresh = [...orders].flatMap(([orderId, { before, upTo }]) =>
      (lines.get(orderId) ?? []).filter(({ revision }) => revision > before && revision <= upTo),
    );
    // Whoever leaves in the middle of these has seen none of them for sure, as far as what they missed is looked up by it.
    const horizon = leastHorizon(fresh);
    for (const [orderId, { before, upTo }] of orders) {
      const row = rows.get(orderId);
      const told = (lines.get(orderId) ?? []).filter(({ revision }) => revision <= upTo);
      if (row)
        watchers.tell(
          row,
          told.map((line) => ({ order: asOf(row, line), horizon })),
          before,
        );
    }
  }

  /** Notices may have been lost: every watched order is looked at, and every store that is watched. */
  async function catchUp(): Promise<void> {
    const since = new Date(lastNoticeAt - LOOK_BACK_MS);
    for (const { tenantId, orderId, last } of watchers.orders())
      mark(tenantId, orderId, { before: last ?? 0, upTo: Infinity });
    for (const tenantId of watchers.stores()) {
      const changed = await database.read(tenantId, (connection) =>
        changedSince(connection, tenantId, since, MOST_CAUGHT_UP),
      );
      for (const [orderId, before] of changed) mark(tenantId, orderId, { before, upTo: Infinity });
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

  async function missedOf(now: OrderRow, seen: number): Promise<OrderRow[]> {
    if (seen === now.revision) return [];
    const lines = await database.read(now.tenantId, (connection) =>
      timelinesAfter(connection, now.tenantId, new Map([[now.id, seen]])),
    );
    return (lines.get(now.id) ?? []).map((line) => asOf(now, line));
  }

  async function missedOfStore(tenantId: string, seen: StorePosition): Promise<OrderChange[]> {
    const [lines, rows] = await database.read(tenantId, async (connection) => {
      const since = await linesSince(connection, tenantId, seen.horizon, MOST_TOLD_AGAIN + 1);
      return [
        since,
        await findOrders(connection, tenantId, [...new Set(since.map(({ orderId }) => orderId))]),
      ];
    });
    if (lines.length > MOST_TOLD_AGAIN) throw new TooFarBack();
    return lines.flatMap((line) => {
      const row = rows.get(line.orderId);
      if (!row || (line.orderId === seen.orderId && line.revision <= seen.revision)) return [];
      return [{ order: asOf(row, line), horizon: line.horizon }];
    });
  }

  return {
    async watchOrder(tenantId, orderId, read, seen) {
      await listen();
      const queue = createQueue<OrderRow>(MOST_UNREAD_OF_ORDER, () => watchers.removeOrder(watcher));
      const end = () => void queue.iterator.return?.();
      const watcher: OrderWatcher = { tenantId, orderId, last: undefined, held: [], push: queue.push, end };
      watchers.addOrder(watcher);
      try {
        const now = await read();
        // Whoever has seen more than there is comes from another database: it begins anew.
        if (now && seen !== undefined && seen <= now.revision)
          watchers.resume(watcher, seen, await missedOf(now, seen));
        else if (now) watchers.begin(watcher, now);
        else end();
        return now && queue.iterator;
      } catch (error) {
        end();
        throw error;
      }
    },
    async watchStore(tenantId, wanted, seen) {
      await listen();
      const queue = createQueue<OrderChange>(MOST_UNREAD_OF_STORE, () => watchers.removeStore(watcher));
      const end = () => void queue.iterator.return?.();
      const push = (change: OrderChange) => wanted(change.order) && queue.push(change);
      const watcher: StoreWatcher = { tenantId, held: seen && [], push, end };
      watchers.addStore(watcher);
      try {
        if (seen) watchers.resumeStore(watcher, await missedOfStore(tenantId, seen));
        return queue.iterator;
      } catch (error) {
        end();
        throw error;
      }
    },
    get size() {
      return watchers.size;
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
export function asOf(order: OrderRow, line: PlacedLine): OrderRow {
  const { revision, status, paymentStatus, fulfillmentStatus, at } = line;
  return { ...order, revision, status, paymentStatus, fulfillmentStatus, updatedAt: at };
}

function leastHorizon(lines: readonly PlacedLine[]): string {
  const horizons = lines.map(({ horizon }) => BigInt(horizon));
  return String(horizons.reduce((least, horizon) => (horizon < least ? horizon : least), horizons[0] ?? 0n));
}
