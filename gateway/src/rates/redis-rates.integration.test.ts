import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MetricsRegistry } from '@longbox/events';
import { newId } from '@longbox/ids';
import { waitFor } from '@longbox/testing';
import { pino } from 'pino';
import { openOptionalRedis, type OptionalRedis } from '../redis/optional-redis.ts';
import { hasRedis, startRedis, type RedisUnderTest } from '../redis/redis.fixtures.ts';
import type { Rates } from './gcra.ts';
import { createRedisRates } from './redis-rates.ts';

const describeWithRedis = hasRedis() ? describe : describe.skip;
/** One in ten seconds, so that a slow machine adds nothing while a test runs. */
const RATE = { perMinute: 6, burst: 100 };

describeWithRedis('rates of several gateways on one Redis', () => {
  let redis: RedisUnderTest;
  const connections: OptionalRedis[] = [];
  const gateways: Rates[] = [];

  beforeAll(async () => {
    redis = await startRedis();
    for (let count = 0; count < 2; count += 1) {
      const registry = new MetricsRegistry();
      const connection = openOptionalRedis({
        url: redis.url,
        logger: pino({ level: 'silent' }),
        registry,
        restMs: 50,
      });
      await waitFor(async () => /redis_up 1/.test(await registry.metrics()), { what: 'Redis' });
      connections.push(connection);
      gateways.push(createRedisRates(connection));
    }
  });
  afterAll(async () => {
    await Promise.all(connections.map((connection) => connection.close()));
    await redis.stop();
  });

  const spend = async (gateway: number, caller: string, cost: number, rate = RATE) => {
    const spent = await gateways[gateway]?.spend(caller, cost, rate);
    if (!spent) throw new Error('there is no such gateway');
    return spent;
  };

  it('what a caller has spent at one is spent at the other, and what is refused takes nothing', async () => {
    const caller = newId();
    expect(await spend(0, caller, 60)).toEqual({ isAllowed: true, remaining: 40 });
    const refused = await spend(1, caller, 50);
    expect(refused).toMatchObject({ isAllowed: false });
    // Ten are missing, which takes a hundred seconds.
    const { retryAfterMs } = refused as { retryAfterMs: number };
    expect(retryAfterMs).toBeGreaterThan(90_000);
    expect(retryAfterMs).toBeLessThanOrEqual(100_000);
    expect(await spend(1, caller, 40)).toMatchObject({ isAllowed: true, remaining: 0 });
    expect(await spend(0, newId(), 100)).toMatchObject({ isAllowed: true });
  });

  it('no more is let through however many ask at once at both', async () => {
    const caller = newId();
    const answers = await Promise.all(Array.from({ length: 400 }, (_, n) => spend(n % 2, caller, 1)));
    expect(answers.filter(({ isAllowed }) => isAllowed)).toHaveLength(100);
  });

  it('gives back what time allows, and takes what costs more than a burst as a burst', async () => {
    const caller = newId();
    const fast = { perMinute: 60_000, burst: 10 };
    expect(await spend(0, caller, 1_000, fast)).toMatchObject({ isAllowed: true });
    await waitFor(async () => (await spend(1, caller, 10, fast)).isAllowed, { what: 'a burst in 10 ms' });
  });

  it('each counts for itself while Redis is away', async () => {
    const caller = newId();
    await spend(0, caller, 100);
    await redis.stop();
    expect(await spend(0, caller, 100)).toEqual({ isAllowed: true, remaining: 0 });
    expect(await spend(0, caller, 1)).toMatchObject({ isAllowed: false });
    expect(await spend(1, caller, 100)).toMatchObject({ isAllowed: true });
  });
});
