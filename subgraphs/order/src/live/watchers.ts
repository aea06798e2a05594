import type { OrderRow } from '../persistence/rows.ts';

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
  readonly push: (order: OrderRow) => unknown;
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

    /** The first read is done: gives it, and what came meanwhile and is newer. */
    begin(watcher: OrderWatcher, now: OrderRow): void {
      watcher.last = now.revision;
      watcher.push(now);
      const { held } = watcher;
      watcher.held = [];
      for (const order of held) give(watcher, order);
    },

    /** The least revision that a watcher of the order has seen, and at most `before`: reading on from it leaves nobody a gap. */
    leastSeen(orderId: string, before: number): number {
      let least = before;
      for (const { last } of byOrder.get(orderId) ?? []) least = Math.min(least, last ?? least);
      return least;
    },

    /** Passes on an order as it was after each of its changes, oldest first. Stores are told of those after `before`, once. */
    tell(current: OrderRow, changes: readonly OrderRow[], before: number): void {
      for (const watcher of byOrder.get(current.id) ?? [])
        for (const change of changes) give(watcher, change);
      const stores = byStore.get(current.tenantId);
      if (!stores) return;
      const last = Math.max(before, told.get(current.id) ?? 0);
      for (const change of changes) {
        if (change.revision <= last) continue;
        for (const { push } of stores) push(change);
        remember(current.id, change.revision);
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
