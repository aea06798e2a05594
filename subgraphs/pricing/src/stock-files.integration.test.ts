import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { callerOf, storeOf } from '@longbox/testing';
import { openPricing, setPrices, usd, type Pricing } from './pricing.fixtures.ts';

const store = storeOf('files');
const staff = callerOf('staff', store);

let pricing: Pricing;

beforeAll(async () => {
  pricing = await openPricing();
});

afterAll(() => pricing.close());

const take = (
  lines: readonly { readonly id: string; readonly productId: string; readonly priceMinor: number | null }[],
) =>
  pricing.deliver(store.id, 'StockFileApplied', {
    importId: newId(),
    locationId: newId(),
    appliedBy: 'ada',
    reference: 'stock.csv',
    currency: 'USD',
    lines: lines.map(({ id, productId, priceMinor }) => ({
      variantId: id,
      productId,
      quantity: 1,
      counted: true,
      priceMinor,
    })),
  });

it('sets the base prices that a file says, tells of those that differ, and of none the second time', async () => {
  const [fresh, dearer, silent] = [pricing.variant(store), pricing.variant(store), pricing.variant(store)];
  await setPrices(pricing, staff, [
    { variantId: dearer.id, price: usd(500), compareAtPrice: usd(900) },
    { variantId: silent.id, price: usd(700) },
  ]);
  const lines = [
    { ...fresh, priceMinor: 250 },
    { ...dearer, priceMinor: 800 },
    { ...silent, priceMinor: null },
  ];
  const told = async () => {
    const all = await Promise.all(lines.map(({ id }) => pricing.told(id)));
    return all.map((events) =>
      events.map(({ amountMinor, compareAtMinor }) => [amountMinor, compareAtMinor]),
    );
  };
  await take(lines);
  const after = [
    [[250, null]],
    [
      [500, 900],
      [800, 900],
    ],
    [[700, null]],
  ];
  expect(await told()).toEqual(after);
  await take(lines);
  expect(await told()).toEqual(after);
  await take([{ ...dearer, priceMinor: 950 }]);
  expect((await pricing.told(dearer.id)).at(-1)).toMatchObject({
    amountMinor: 950,
    compareAtMinor: null,
    previousMinor: 800,
    changedBy: 'ada',
    channel: null,
  });
});
