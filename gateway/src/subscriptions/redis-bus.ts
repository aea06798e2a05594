import type { Logger } from 'pino';
import { redisConnection } from '../redis/connect.ts';
import type { Bus } from './bus.ts';

/** An answer takes less than a millisecond; who waits longer for it does without. */
const COMMAND_MS = 2_000;
/** So that several installations can use one Redis, and people see what is whose. */
const PREFIX = 'longbox:live:';

/** Holds the lease for who has it, or takes it when nobody does. */
const ACQUIRE = `
  local holder = redis.call('GET', KEYS[1])
  if holder == ARGV[1] then redis.call('PEXPIRE', KEYS[1], ARGV[2]) return 1 end
  if holder then return 0 end
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  return 1`;
const RELEASE = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;

/** The bus over Redis: publish and subscribe, and keys that run out. Rejects when Redis cannot be reached. Later breaks are mended by itself. */
export async function openRedisBus(url: string, logger: Logger): Promise<Bus> {
  const commands = redisConnection(url, COMMAND_MS, logger, { enableAutoPipelining: true });
  const hears = redisConnection(url, COMMAND_MS, logger);
  const listeners = new Map<string, Set<(message: string) => void>>();
  const gaps = new Set<() => void>();
  try {
    await Promise.all([commands.connect(), hears.connect()]);
  } catch (error) {
    commands.disconnect();
    hears.disconnect();
    throw error;
  }
  hears.on('message', (channel: string, message: string) => {
    for (const listener of listeners.get(channel) ?? []) listener(message);
  });
  // It subscribes again by itself; what was said meanwhile is lost.
  hears.on('ready', () => {
    for (const told of gaps) told();
  });

  return {
    async subscribe(channel, listener) {
      const name = PREFIX + channel;
      const known = listeners.get(name);
      listeners.set(name, (known ?? new Set()).add(listener));
      if (!known) await hears.subscribe(name);
      return async () => {
        const left = listeners.get(name);
        if (!left?.delete(listener) || left.size > 0) return;
        listeners.delete(name);
        await hears.unsubscribe(name);
      };
    },
    publish: async (channel, message) => void (await commands.publish(PREFIX + channel, message)),
    acquire: async (lease, holder, ttlMs) =>
      (await commands.eval(ACQUIRE, 1, `${PREFIX}lease:${lease}`, holder, ttlMs)) === 1,
    release: async (lease, holder) =>
      void (await commands.eval(RELEASE, 1, `${PREFIX}lease:${lease}`, holder)),
    onGap(listener) {
      gaps.add(listener);
      return () => gaps.delete(listener);
    },
    async close() {
      await Promise.allSettled([commands.quit(), hears.quit()]);
      commands.disconnect();
      hears.disconnect();
    },
  };
}
