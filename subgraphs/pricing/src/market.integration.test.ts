import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { callerOf, storeOf } from '@longbox/testing';
import { openPricing, printOf, setPrices, usd, type Pricing } from './pricing.fixtures.ts';

const store = storeOf('market');
const staff = callerOf('staff', store);
const shopper = callerOf('anonymous', store);

let pricing: Pricing;

beforeAll(async () => {
  pricing = await openPricing();
});

afterAll(() => pricing.close());

/** A foil of a printing of its own, known to pricing. */
async function foil(overrides: object = {}) {
  const printId = newId();
  const { id } = pricing.variant(store, { finish: 'FOIL', product: printOf(printId), ...overrides });
  await setPrices(pricing, staff, [{ variantId: id, price: usd(1) }]);
  return { id, printId };
}

interface Seen {
  readonly finish?: string;
  readonly currency?: string;
  readonly lowMinor?: number | null;
  readonly source?: string;
  readonly hour?: string;
}

const observe = (printId: string, day: string, marketMinor: number, seen: Seen = {}) => {
  const { finish = 'FOIL', currency = 'USD', lowMinor = null, source = 'feed', hour = '06' } = seen;
  return pricing.deliver(null, 'MarketPricesObserved', {
    source,
    observedAt: new Date(`${day}T${hour}:00:00Z`),
    prices: [{ printId, finish, currency, marketMinor, lowMinor }],
  });
};

interface Market {
  readonly marketPrice: {
    readonly market: { readonly amount: number };
    readonly low: { readonly amount: number } | null;
    readonly trend: string;
    readonly asOf: string;
  } | null;
  readonly priceHistory: readonly { readonly date: string; readonly market: { readonly amount: number } }[];
}

async function marketOf(id: string, days = 5, caller = shopper): Promise<Market> {
  const document = `query ($r: [_Any!]!, $days: Int!) { _entities(representations: $r) { ... on ProductVariant {
    marketPrice { market { amount currency } low { amount } trend asOf } priceHistory(days: $days) { date market { amount } } } } }`;
  const { _entities } = await pricing.ask<{ _entities: Market[] }>(caller, document, {
    r: [{ __typename: 'ProductVariant', id }],
    days,
  });
  const [found] = _entities;
  if (!found) throw new Error('no entity');
  return found;
}

describe('what the market says', () => {
  it('is the newest observation of the printing and finish, and what held on each day', async () => {
    const { id, printId } = await foil();
    await observe(printId, '2026-03-01', 1_000);
    await observe(printId, '2026-03-09', 1_500, { lowMinor: 1_200 });
    await observe(printId, '2026-03-09', 30, { finish: 'NORMAL' });
    await observe(newId(), '2026-03-10', 77);
    const market = await marketOf(id);
    expect(market.marketPrice).toEqual({
      market: usd(1_500),
      low: { amount: 1_200 },
      trend: 'UP',
      asOf: '2026-03-09T06:00:00.000Z',
    });
    expect(market.priceHistory.map(({ date, market: { amount } }) => [date, amount])).toEqual([
      ['2026-03-06', 1_000],
      ['2026-03-07', 1_000],
      ['2026-03-08', 1_000],
      ['2026-03-09', 1_500],
      ['2026-03-10', 1_500],
    ]);
  });

  it.each([
    ['UP', 1_000, '2026-03-03', 1_020],
    ['DOWN', 1_000, '2026-03-03', 980],
    ['STABLE', 1_000, '2026-03-03', 1_019],
    ['STABLE', 1_000, '2026-03-04', 2_000],
  ])('is %s from %i on %s to %i today', async (trend, before, day, now) => {
    const { id, printId } = await foil();
    await observe(printId, day, before);
    await observe(printId, '2026-03-10', now);
    expect((await marketOf(id)).marketPrice?.trend).toBe(trend);
  });

  it('is stable when nothing has been heard for longer than a week', async () => {
    const { id, printId } = await foil();
    await observe(printId, '2026-01-01', 1_000);
    await observe(printId, '2026-02-01', 9_000);
    expect((await marketOf(id)).marketPrice).toMatchObject({ market: usd(9_000), trend: 'STABLE' });
  });

  it('is the same when an observation comes twice, and an older one does not replace a newer', async () => {
    const { id, printId } = await foil();
    await observe(printId, '2026-03-10', 500, { hour: '09' });
    await observe(printId, '2026-03-10', 500, { hour: '09' });
    await observe(printId, '2026-03-10', 400, { hour: '07' });
    await observe(printId, '2026-03-02', 100);
    const market = await marketOf(id, 1);
    expect(market.marketPrice?.market.amount).toBe(500);
    expect(market.priceHistory).toEqual([{ date: '2026-03-10', market: { amount: 500 } }]);
  });

  it('is what the feed said last of two feeds, and compares a feed with itself', async () => {
    const { id, printId } = await foil();
    await observe(printId, '2026-03-01', 1_000, { source: 'one' });
    await observe(printId, '2026-03-01', 5_000, { source: 'two', hour: '08' });
    await observe(printId, '2026-03-10', 5_000, { source: 'two' });
    expect((await marketOf(id)).marketPrice).toMatchObject({ market: usd(5_000), trend: 'STABLE' });
  });

  it('is nothing in another currency, of a slab, and of a variant without a printing', async () => {
    const euros = await foil();
    await observe(euros.printId, '2026-03-10', 1, { currency: 'EUR' });
    const slab = await foil({ grade: { company: 'PSA' } });
    await observe(slab.printId, '2026-03-10', 1);
    const sealed = await foil({ product: { print: null } });
    for (const { id } of [euros, slab, sealed])
      expect(await marketOf(id)).toEqual({ marketPrice: null, priceHistory: [] });
    const store2 = callerOf('anonymous', { ...store, currency: 'EUR' });
    expect((await marketOf(euros.id, 5, store2)).marketPrice?.market).toEqual({ amount: 1, currency: 'EUR' });
  });

  it('refuses a history of no day or of more than two years', async () => {
    const { id } = await foil();
    for (const days of [0, 731])
      await expect(marketOf(id, days)).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect((await marketOf(id, 730)).priceHistory).toEqual([]);
  });

  it('takes one statement for 500 observations as for one', async () => {
    const count = async (size: number) => {
      let statements = 0;
      const end = pricing.database.onStatement(() => (statements += 1));
      await pricing.deliver(null, 'MarketPricesObserved', {
        source: 'feed',
        observedAt: pricing.now,
        prices: Array.from({ length: size }, () => ({
          printId: newId(),
          finish: 'NORMAL',
          currency: 'USD',
          marketMinor: 5,
          lowMinor: null,
        })),
      });
      end();
      return statements;
    };
    expect(await count(500)).toBe(await count(1));
  });
});
