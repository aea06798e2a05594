import { createHash } from 'node:crypto';
import type { OptionalRedis } from '../redis/optional-redis.ts';
import { MINUTE_MS, createRates, type Rates } from './gcra.ts';

const PREFIX = 'longbox:rate:';

/**
 * What `spendAt` does, in one step by the clock of Redis, in microseconds. A caller is forgotten when all that they have spent is paid for.
 * Answers whether it is allowed, and what remains or how long to wait.
 */
const SPEND = `
  local time = redis.call('TIME')
  local now = time[1] * 1000000 + time[2]
  local cost, perUnit, burst = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
  local from = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
  local to = from + math.min(cost, burst) * perUnit
  local over = to - now - burst * perUnit
  if over > 0.5 then return {0, math.ceil(over / 1000)} end
  redis.call('SET', KEYS[1], string.format('%.0f', to), 'PX', math.ceil((to - now) / 1000) + 1)
  return {1, math.floor(-over / perUnit)}`;

/**
 * Counts for all gateways on one Redis: what a caller spends at one is spent at all. While Redis is away each counts for itself, so that a
 * caller has as much at each of them.
 */
export function createRedisRates(redis: OptionalRedis, alone: Rates = createRates()): Rates {
  return {
    async spend(caller, cost, rate) {
      const microsPerUnit = (MINUTE_MS * 1_000) / rate.perMinute;
      const answer = await redis.ask((connection) =>
        connection.eval(SPEND, 1, keyOf(caller), cost, microsPerUnit, rate.burst),
      );
      if (answer === undefined) return alone.spend(caller, cost, rate);
      const [isAllowed, amount] = answer as [0 | 1, number];
      return isAllowed === 1
        ? { isAllowed: true, remaining: amount }
        : { isAllowed: false, retryAfterMs: amount };
    },
  };
}

/** Callers are addresses and people: their names are not for those to read who look into Redis. */
function keyOf(caller: string): string {
  return PREFIX + createHash('sha256').update(caller).digest('base64url');
}
