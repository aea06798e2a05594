import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MetricsRegistry } from '@longbox/events';
import { waitFor } from '@longbox/testing';
import { pino } from 'pino';
import { redisConnection, type Redis } from '../redis/connect.ts';
import { openOptionalRedis } from '../redis/optional-redis.ts';
import { hasRedis, startRedis, type RedisUnderTest } from '../redis/redis.fixtures.ts';
import { priceChanged, startCachedGateway, type CachedGateway } from './cached-gateway.fixtures.ts';

const describeWithRedis = hasRedis() ? describe : describe.skip;
const PAGE = '{ product(id: "p") { id title variants { id price } } }';
const logger = pino({ level: 'silent' });

describeWithRedis('two gateways on one Redis', () => {
  let redis: RedisUnderTest;
  let own: Redis;
  let prices: Map<string, number>;
  let left: CachedGateway;
  let right: CachedGateway;
  const ends: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  async function begin(): Promise<CachedGateway> {
    const registry = new MetricsRegistry();
    const shared = openOptionalRedis({ url: redis.url, logger, registry, restMs: 200 });
    await waitFor(async () => /redis_up 1/.test(await registry.metrics()), { what: 'Redis' });
    const edge = await startCachedGateway(registry, { redis: shared, prices });
    ends.push(
      () => shared.close(),
      () => edge.stop(),
    );
    return edge;
  }

  /** Redis has been told of all that this gateway has heard when the clock stands still. */
  async function settled(): Promise<void> {
    let before: string | null = null;
    await waitFor(
      async () => {
        const now = await own.get('longbox:cache:1:clock');
        const isStill = now !== null && now === before;
        before = now;
        return isStill;
      },
      { what: 'the clock of changes' },
    );
  }

  beforeEach(async () => {
    own = redisConnection(redis.url, 2_000, logger);
    await own.connect();
    ends.push(() => own.quit());
    await own.flushall();
    prices = new Map();
    [left, right] = await Promise.all([begin(), begin()]);
    await settled();
  });
  afterEach(async () => {
    for (const end of ends.splice(0).toReversed()) await end();
  });

  const pricesAt = async (edge: CachedGateway, headers = {}) => {
    const { data } = await edge.ask(PAGE, headers);
    const product = data?.['product'] as { readonly variants: readonly { readonly price: number }[] } | null;
    return product?.variants.map(({ price }) => price);
  };
  const sentBy = async (edge: CachedGateway, work: () => Promise<unknown>) => {
    edge.sent.length = 0;
    await work();
    return [...edge.sent];
  };
  const kept = (most: number) =>
    waitFor(async () => (await own.dbsize()) > most, { what: `more than ${most} keys in Redis` });

  it('what one has read, the other does not ask for', async () => {
    const first = await left.ask(PAGE);
    await kept(3);
    const second = await right.ask(PAGE);
    expect(second.data).toEqual(first.data);
    expect(right.sent).toEqual([]);
    expect(await right.metrics()).toMatch(/subgraph="pricing",outcome="shared"\} 2/);
    // It is in its own memory now.
    expect(await sentBy(right, () => right.ask(PAGE))).toEqual([]);
    expect(await right.metrics()).toMatch(/subgraph="pricing",outcome="hit"\} 2/);
  });

  it('each is given what is private to them alone, whichever gateway read it, and Redis does not name them', async () => {
    const who = async (edge: CachedGateway, name: string) =>
      (await edge.ask('{ whoAmI { name } }', { authorization: `Bearer ${name}` })).data;
    await who(left, 'robin');
    await kept(1);
    expect(await who(right, 'casey')).toEqual({ whoAmI: { name: 'casey' } });
    expect(
      await sentBy(right, async () =>
        expect(await who(right, 'robin')).toEqual({ whoAmI: { name: 'robin' } }),
      ),
    ).toEqual([]);
    expect((await own.keys('*')).join()).not.toMatch(/robin|casey/);
    // Nor is a store given what is another's.
    await left.ask(PAGE);
    expect(await sentBy(right, () => right.ask(PAGE, { 'x-store': 'two' }))).toHaveLength(2);
  });

  it('who has heard of a change is not given what was read before, though the other has not heard of it', async () => {
    await left.ask(PAGE);
    await kept(3);
    prices.set('p-1', 2);
    await right.tell('PriceChanged', 'p-1', priceChanged('p-1'));
    await settled();
    expect(await sentBy(right, async () => expect(await pricesAt(right)).toEqual([2, 1]))).toEqual([
      'pricing p-1',
    ]);
    // What was read after it is for both, once the other has heard of it too.
    await left.tell('PriceChanged', 'p-1', priceChanged('p-1'));
    expect(await pricesAt(left)).toEqual([2, 1]);
  });

  it('what was being read when a change came is given to nobody who has heard of it', async () => {
    await left.ask(PAGE);
    const held = Promise.withResolvers<void>();
    await left.tell('PriceChanged', 'p-1', priceChanged('p-1'));
    left.hold = held.promise;
    const late = pricesAt(left);
    await waitFor(() => left.sent.at(-1) === 'pricing p-1', { what: 'the price to be read' });
    prices.set('p-1', 2);
    // The other hears of it first; this one keeps what it reads, in good faith.
    await right.tell('PriceChanged', 'p-1', priceChanged('p-1'));
    await settled();
    held.resolve();
    expect(await late).toEqual([1, 1]);
    expect(await pricesAt(right)).toEqual([2, 1]);
  });

  it('who begins later believes only what was read after it began', async () => {
    await left.ask(PAGE);
    await kept(3);
    const late = await begin();
    await settled();
    expect(await sentBy(late, () => late.ask(PAGE))).toHaveLength(2);
  });

  it('both go on without Redis, hung or gone, say so, and share again when it is back', async () => {
    redis.freeze();
    const begun = performance.now();
    expect(await pricesAt(left)).toEqual([1, 1]);
    expect(performance.now() - begun).toBeLessThan(1_000);
    expect(await left.metrics()).toMatch(/longbox_edge_redis_up 0/);
    expect(await left.metrics()).toMatch(/longbox_edge_redis_failures_total [1-9]/);
    redis.thaw();
    await redis.stop();
    expect(await pricesAt(right)).toEqual([1, 1]);
    await waitFor(async () => /longbox_edge_redis_up 0/.test(await right.metrics()), { what: 'the gauge' });
    prices.set('p-1', 2);
    for (const edge of [left, right]) await edge.tell('PriceChanged', 'p-1', priceChanged('p-1'));
    expect([await pricesAt(left), await pricesAt(right)]).toEqual([
      [2, 1],
      [2, 1],
    ]);
    await redis.start();
    await waitFor(async () => /longbox_edge_redis_up 1/.test(await left.metrics()), {
      what: 'Redis',
      timeoutMs: 10_000,
    });
    // What each has is its own; what neither has is shared again as soon as both have told the clock of changes.
    let n = 0;
    await waitFor(
      async () => {
        n += 1;
        const page = `{ product(id: "q${n}") { title } }`;
        await left.ask(page);
        return (await sentBy(right, () => right.ask(page))).length === 0;
      },
      { what: 'an answer of the other', timeoutMs: 10_000 },
    );
  });

  it('what is no answer in Redis is read from the subgraph', async () => {
    await left.ask(PAGE);
    await kept(3);
    for (const key of await own.keys('longbox:cache:1:*'))
      if (!key.endsWith('clock')) await own.set(key, '[9e15,"what is this"');
    expect(await sentBy(right, async () => expect(await pricesAt(right)).toEqual([1, 1]))).toHaveLength(2);
  });
});
