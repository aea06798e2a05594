import type { OrderRow } from '../persistence/rows.ts';

/** An order as it was after one of its changes, and the place of that among the changes of all orders. */
export interface OrderChange {
  readonly order: OrderRow;
  readonly horizon: string;
}

export interface OrderWatcher {
  readonly tenantId: string;
  readonly orderId: string;
  /** The last revision that was given; undefined while the first read is under way. */
  last: number | undefined;
  /** What came before the first read was done. */
  held: OrderRow[];
  readonly push: (order: OrderRow) => unknown;
  /** Ends the stream. */
  readonly end: () => void;
}

export interface StoreWatcher {
  readonly tenantId: string;
  /** What came before it was told what it missed; undefined from then on. */
  held: OrderChange[] | undefined;
  readonly push: (change: OrderChange) => unknown;
  /** Ends the stream. */
  readonly end: () => void;
}

/** So many orders are remembered for not telling a store's watchers of the same revision twice after a lost connection. */
const MOST_REMEMBERED = 10_000;

/** Who watches what in this process. */
export function createWatchers() {
  const byOrder = new Map<string, Set<OrderWatcher>>();
  const byStore = new Map<string, Set<StoreWatcher>>();
  /** Order → the last revision that its store's watchers were told of. */
  const told = new Map<string, number>();

  function give(watcher: OrderWatcher, order: OrderRow): void {
    if (watcher.last === undefined) watcher.held.push(order);
    else if (order.revision > watcher.last) {
      watcher.last = order.revision;
      watcher.push(order);
    }
  }

  function remember(orderId: string, revision: number): void {
    told.delete(orderId);
    told.set(orderId, revision);
    const oldest = told.size > MOST_REMEMBERED ? told.keys().next().value : undefined;
    if (oldest !== undefined) told.delete(oldest);
  }

  return {
    addOrder: (watcher: OrderWatcher) => add(byOrder, watcher.orderId, watcher),
    removeOrder: (watcher: OrderWatcher) => remove(byOrder, watcher.orderId, watcher),
    addStore: (watcher: StoreWatcher) => add(byStore, watcher.tenantId, watcher),
    removeStore: (watcher: StoreWatcher) => remove(byStore, watcher.tenantId, watcher),
    concern: (tenantId: string, orderId: string) => byOrder.has(orderId) || byStore.has(tenantId),
    orders: () => [...byOrder.values()].flatMap((watching) => [...watching]),
    stores: () => [...byStore.keys()],
    get size(): number {
      return [...byOrder.values(), ...byStore.values()].reduce((sum, { size }) => sum + size, 0);
    },

    /** The first read is done: gives it, and what came meanwhile and is newer. */
    begin(watcher: OrderWatcher, now: OrderRow): void {
      watcher.last = now.revision;
      watcher.push(now);
      const { held } = watcher;
      watcher.held = [];
      for (const order of held) give(watcher, order);
    },

    /** The first read is done, of a watcher that saw the order up to a revision: gives what it missed, and what came meanwhile. */
    resume(watcher: OrderWatcher, seen: number, missed: readonly OrderRow[]): void {
      watcher.last = seen;
      const { held } = watcher;
      watcher.held = [];
      for (const order of [...missed, ...held]) give(watcher, order);
    },

    /** A store's watcher is told what it missed, and what came meanwhile. */
    resumeStore(watcher: StoreWatcher, missed: readonly OrderChange[]): void {
      const told = new Map(missed.map(({ order }) => [order.id, order.revision]));
      const meanwhile = watcher.held ?? [];
      watcher.held = undefined;
      for (const change of missed) watcher.push(change);
      for (const change of meanwhile)
        if (change.order.revision > (told.get(change.order.id) ?? 0)) watcher.push(change);
    },

    /** The least revision that a watcher of the order has seen, and at most `before`: reading on from it leaves nobody a gap. */
    leastSeen(orderId: string, before: number): number {
      let least = before;
      for (const { last } of byOrder.get(orderId) ?? []) least = Math.min(least, last ?? least);
      return least;
    },

    /** Passes on an order as it was after each of its changes, oldest first. Stores are told of those after `before`, once. */
    tell(current: OrderRow, changes: readonly OrderChange[], before: number): void {
      for (const watcher of byOrder.get(current.id) ?? [])
        for (const { order } of changes) give(watcher, order);
      const stores = byStore.get(current.tenantId);
      if (!stores) return;
      const last = Math.max(before, told.get(current.id) ?? 0);
      for (const change of changes) {
        if (change.order.revision <= last) continue;
        for (const watcher of stores)
          if (watcher.held) watcher.held.push(change);
          else watcher.push(change);
        remember(current.id, change.order.revision);
      }
    },

    close(): void {
      const all = [...byOrder.values(), ...byStore.values()].flatMap((watching) => [...watching]);
      for (const { end } of all) end();
    },
  };
}

function add<T>(map: Map<string, Set<T>>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.add(value);
  else map.set(key, new Set([value]));
}

function remove<T>(map: Map<string, Set<T>>, key: string, value: T): void {
  const known = map.get(key);
  if (known?.delete(value) && known.size === 0) map.delete(key);
}
