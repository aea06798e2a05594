import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MetricsRegistry } from '@longbox/events';
import { waitFor } from '@longbox/testing';
import { VARIANTS, priceChanged, startCachedGateway, type CachedGateway } from './cached-gateway.fixtures.ts';

const PAGE = '{ product(id: "p") { id title variants { id price } } }';

describe('the entity cache', () => {
  let edge: CachedGateway;

  beforeEach(async () => {
    edge = await startCachedGateway(new MetricsRegistry());
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await edge.stop();
  });

  const pricesOf = async (query = PAGE, headers = {}) => {
    const { data } = await edge.ask(query, headers);
    const product = data?.['product'] as { readonly variants: readonly { readonly price: number }[] } | null;
    return product?.variants.map(({ price }) => price);
  };
  /** What was sent since. */
  const sentBy = async (work: () => Promise<unknown>) => {
    edge.sent.length = 0;
    await work();
    return [...edge.sent];
  };

  it('answers from what is kept, the same as without', async () => {
    const first = await edge.ask(PAGE);
    expect(edge.sent).toEqual(['catalog fields', 'pricing p-1,p-2']);
    const again = await edge.ask(PAGE);
    expect(again.data).toEqual(first.data);
    expect(edge.sent).toHaveLength(2);
  });

  it('keeps representations one by one, so that only what is missing is asked for', async () => {
    await edge.ask(PAGE);
    await edge.tell('PriceChanged', 'p-2', priceChanged('p-2'));
    edge.prices.set('p-2', 2);
    expect(await sentBy(async () => expect(await pricesOf()).toEqual([1, 2]))).toEqual(['pricing p-2']);
  });

  it('forgets by a PriceChanged the prices of that variant and nothing else', async () => {
    const market = '{ product(id: "p") { variants { id market } } }';
    await edge.ask(PAGE);
    await edge.ask(market);
    await edge.tell('PriceChanged', 'p-1', priceChanged('p-1'));
    expect(await sentBy(() => edge.ask(market))).toEqual([]);
    expect(await sentBy(() => edge.ask(PAGE))).toEqual(['pricing p-1']);
  });

  it('never keeps what was read before a change and came after it', async () => {
    await edge.ask(PAGE);
    await edge.tell('PriceChanged', 'p-1', priceChanged('p-1'));
    const held = Promise.withResolvers<void>();
    edge.hold = held.promise;
    const late = pricesOf();
    await waitFor(() => edge.sent.filter((sent) => sent === 'pricing p-1').length === 1, {
      what: 'the price to be read',
    });
    edge.prices.set('p-1', 2);
    await edge.tell('PriceChanged', 'p-1', priceChanged('p-1'));
    const after = pricesOf();
    held.resolve();
    // Who asked before the change may be told the old price; who asked after it may not, and nobody from then on.
    expect(await late).toEqual([1, 1]);
    expect(await after).toEqual([2, 1]);
    expect(await pricesOf()).toEqual([2, 1]);
    expect(await edge.metrics()).toMatch(/outcome="overtaken"\} 1/);
  });

  it('reads once what many want at the same time', async () => {
    const titles = (n: number) => edge.ask(`query Nr${n} { product(id: "p") { title variants { price } } }`);
    const held = Promise.withResolvers<void>();
    edge.hold = held.promise;
    const all = Promise.all(Array.from({ length: 20 }, (_, n) => titles(n)));
    await waitFor(async () => /outcome="joined"\} 19/.test(await edge.metrics()), {
      what: 'all to wait for one',
    });
    held.resolve();
    const datas = (await all).map(({ data }) => data);
    expect(new Set(datas.map((data) => JSON.stringify(data))).size).toBe(1);
    expect(edge.sent.filter((sent) => sent === 'catalog fields')).toHaveLength(1);
    expect(edge.sent.filter((sent) => sent.startsWith('pricing'))).toHaveLength(1);
  });

  it('keeps stores apart, kinds of callers, and private answers for each caller', async () => {
    await edge.ask(PAGE);
    expect(await sentBy(() => edge.ask(PAGE, { 'x-store': 'two' }))).toHaveLength(2);
    expect(await sentBy(() => edge.ask(PAGE, { authorization: 'Bearer robin' }))).toHaveLength(2);
    // What is public is the same for two customers of a store.
    expect(await sentBy(() => edge.ask(PAGE, { authorization: 'Bearer casey' }))).toHaveLength(0);
    const who = async (name: string) =>
      (await edge.ask('{ whoAmI { name } }', { authorization: `Bearer ${name}` })).data;
    expect([await who('robin'), await who('casey'), await who('robin')]).toEqual(
      ['robin', 'casey', 'robin'].map((name) => ({ whoAmI: { name } })),
    );
    expect(await sentBy(() => who('casey'))).toEqual([]);
  });

  it('does not keep what is not to be kept: without a hint, with an error, and what is not there', async () => {
    for (const query of ['{ search { id } }', '{ product(id: "none") { title } }']) {
      await edge.ask(query);
      expect(await sentBy(() => edge.ask(query))).toEqual(['catalog fields']);
    }
    const cost = '{ product(id: "p") { variants { id cost } } }';
    await edge.ask(cost);
    expect(await sentBy(() => edge.ask(cost))).toEqual(['pricing p-1,p-2']);
    edge.prices.set('p-1', -1);
    const failed = await edge.ask(PAGE);
    expect(failed.errors?.map(({ path }) => path)).toEqual([['product', 'variants', 0, 'price']]);
    edge.prices.set('p-1', 3);
    expect(await sentBy(async () => expect(await pricesOf()).toEqual([3, 1]))).toEqual(['pricing p-1']);
  });

  it('forgets what a mutation names before it is answered', async () => {
    const page = '{ product(id: "uuid") { variants { id price } } }';
    await edge.ask(page);
    await edge.ask(`mutation { setPrice(id: "${VARIANTS[0]}", price: 9) { id } }`);
    expect(await sentBy(async () => expect(await pricesOf(page)).toEqual([9, 1]))).toEqual([
      `pricing ${VARIANTS[0]}`,
    ]);
  });

  it('answers what it keeps when a subgraph is away, and null with a code for what it does not', async () => {
    await edge.ask(PAGE);
    await edge.tell('PriceChanged', 'p-2', priceChanged('p-2'));
    edge.isAway = true;
    const { data, errors } = await edge.ask(PAGE);
    expect(data).toMatchObject({
      product: {
        variants: [
          { id: 'p-1', price: 1 },
          { id: 'p-2', price: null },
        ],
      },
    });
    expect(errors).toMatchObject([
      { path: ['product', 'variants', 1], extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } },
    ]);
  });

  it('keeps and gives nothing while changes may be missed, and begins anew after it', async () => {
    await edge.ask(PAGE);
    edge.state('unsure');
    expect(await sentBy(() => edge.ask(PAGE))).toHaveLength(2);
    edge.prices.set('p-1', 7);
    edge.state('following');
    expect(await pricesOf()).toEqual([7, 1]);
  });

  it('gives nothing that is older than the schema allows', async () => {
    await edge.ask(PAGE);
    const now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now + 30_000);
    expect(await sentBy(() => edge.ask(PAGE))).toEqual(['pricing p-1,p-2']);
    jest.spyOn(Date, 'now').mockImplementation(() => now + 61_000);
    expect(await sentBy(() => edge.ask(PAGE))).toEqual(['catalog fields', 'pricing p-1,p-2']);
  });

  it('reads anew, before its time is over, what is used, so that nobody waits for it', async () => {
    await edge.ask(PAGE);
    const now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now + 25_000);
    const held = Promise.withResolvers<void>();
    edge.hold = held.promise;
    edge.prices.set('p-1', 3);
    const sent = await sentBy(async () => {
      // What is kept is answered, while one reading is under way for all.
      for (let asked = 0; asked < 3; asked += 1) expect(await pricesOf()).toEqual([1, 1]);
    });
    expect(sent).toEqual(['pricing p-1,p-2']);
    held.resolve();
    await waitFor(async () => (await pricesOf())?.[0] === 3, { what: 'what was read anew' });
    jest.spyOn(Date, 'now').mockImplementation(() => now + 31_000);
    expect(await sentBy(async () => expect(await pricesOf()).toEqual([3, 1]))).toEqual([]);
    expect(await edge.metrics()).toMatch(/subgraph="pricing",outcome="refreshed"\} 2/);
  });

  it('tells how long an answer may be used and how old it is', async () => {
    const headers = async (query: string, given = {}) => {
      const answered = await edge.ask(query, given);
      return [answered.headers.get('cache-control'), answered.headers.get('age')];
    };
    expect(await headers(PAGE)).toEqual(['max-age=30, public', '0']);
    const now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now + 10_500);
    expect(await headers(PAGE)).toEqual([expect.stringMatching(/^max-age=(29|30), public$/), '10']);
    expect(await headers('{ whoAmI { name } }', { authorization: 'Bearer robin' })).toEqual([
      'max-age=60, private',
      '0',
    ]);
    expect(await headers('{ search { id } }')).toEqual(['no-store', null]);
    expect(await headers('mutation { setPrice(id: "p-1", price: 1) { id } }')).toEqual(['no-store', null]);
    edge.prices.set('p-1', -1);
    await edge.tell('PriceChanged', 'p-1', priceChanged('p-1'));
    expect(await headers(PAGE)).toEqual(['no-store', null]);
  });
});
