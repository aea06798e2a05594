import type { Bus } from './bus.ts';

/** What several buses in one process have in common: what Redis is for several processes. */
export function createMemoryHub() {
  const listeners = new Map<string, Set<(message: string) => void>>();
  const leases = new Map<string, { readonly holder: string; readonly until: number }>();
  return {
    connect(): Bus {
      return {
        subscribe(channel, listener) {
          listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
          return Promise.resolve(() => Promise.resolve(void listeners.get(channel)?.delete(listener)));
        },
        publish(channel, message) {
          for (const listener of listeners.get(channel) ?? []) setImmediate(listener, message);
          return Promise.resolve();
        },
        acquire(lease, holder, ttlMs) {
          const held = leases.get(lease);
          if (held && held.holder !== holder && held.until > Date.now()) return Promise.resolve(false);
          leases.set(lease, { holder, until: Date.now() + ttlMs });
          return Promise.resolve(true);
        },
        release(lease, holder) {
          if (leases.get(lease)?.holder === holder) leases.delete(lease);
          return Promise.resolve();
        },
        onGap: () => () => undefined,
        close: () => Promise.resolve(),
      };
    },
  };
}
