import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { callerOf, storeOf } from '@longbox/testing';
import { openPricing, priceOf, setPrices, usd, type Pricing, type Variant } from './pricing.fixtures.ts';

const store = storeOf('pricing');
const other = storeOf('other', { currency: 'EUR' });
const staff = callerOf('staff', store);
const shopper = callerOf('anonymous', store);

let pricing: Pricing;

beforeAll(async () => {
  pricing = await openPricing();
});

afterAll(() => pricing.close());

const variant = (overrides: { product?: object } = {}) => pricing.variant(store, { ...overrides });
const set = (lines: readonly object[], more: object = {}) => setPrices(pricing, staff, lines, more);
const cost = (id: string, channel?: string) => priceOf(pricing, shopper, id, channel);

describe('setPrices', () => {
  it('sets the base price and a channel’s own, which comes first', async () => {
    const { id, sku } = variant();
    const { prices, userErrors } = await set([
      { variantId: id, price: usd(500), compareAtPrice: usd(800) },
      { sku, channel: 'pos', price: usd(450) },
    ]);
    expect(userErrors).toEqual([]);
    expect(prices).toEqual([
      { channel: null, price: usd(500), compareAtPrice: { amount: 800 }, variant: { id } },
      { channel: 'pos', price: usd(450), compareAtPrice: null, variant: { id } },
    ]);
    expect(await cost(id, 'online')).toBe(500);
    expect(await cost(id, 'pos')).toBe(450);
    expect(await cost(variant().id)).toBeNull();
  });

  it('tells what changed and nothing else, and keeps the history', async () => {
    const { id, productId } = variant();
    for (const amount of [100, 100, 200]) await set([{ variantId: id, price: usd(amount) }]);
    const history = await pricing.database.read(store.id, (connection) =>
      connection.query<unknown[]>(
        `SELECT c.previous_minor, c.amount_minor, c.changed_by FROM price_changes c JOIN prices p ON p.id = price_id
         WHERE variant_id = $1 ORDER BY c.id`,
        [id],
      ),
    );
    expect(history).toEqual([
      { previous_minor: null, amount_minor: 100, changed_by: 'staff-1' },
      { previous_minor: 100, amount_minor: 200, changed_by: 'staff-1' },
    ]);
    const same = { variantId: id, productId, channel: null, currency: 'USD', compareAtMinor: null };
    expect(await pricing.told(id)).toEqual([
      { ...same, amountMinor: 100, previousMinor: null, changedBy: 'staff-1', version: 1 },
      { ...same, amountMinor: 200, previousMinor: 100, changedBy: 'staff-1', version: 2 },
    ]);
  });

  it('never rewrites the history', async () => {
    const { id } = variant();
    await set([{ variantId: id, price: usd(100) }]);
    const rewrite = (sql: string) => pricing.database.transaction(store.id, (tx) => tx.query(sql));
    await expect(rewrite('UPDATE price_changes SET amount_minor = 1')).rejects.toThrow(/never rewritten/);
    await expect(rewrite('DELETE FROM price_changes')).rejects.toThrow(/never rewritten/);
  });

  it.each<[string, (v: Variant) => object, string, string]>([
    ['an unknown variant', () => ({ variantId: newId(), price: usd(1) }), 'NOT_FOUND', 'variantId'],
    ['a malformed id', () => ({ variantId: "' or 1=1", price: usd(1) }), 'NOT_FOUND', 'variantId'],
    ['an emoji SKU', () => ({ sku: '🃏', price: usd(1) }), 'NOT_FOUND', 'sku'],
    ['a null character', () => ({ sku: 'A\u0000B', price: usd(1) }), 'NOT_FOUND', 'sku'],
    [
      'another store’s variant',
      () => ({ variantId: pricing.variant(other).id, price: usd(1) }),
      'NOT_FOUND',
      'variantId',
    ],
    ['no variant', () => ({ price: usd(1) }), 'REQUIRED', 'variantId'],
    ['nothing', ({ id }) => ({ variantId: id, price: usd(0) }), 'INVALID', 'amount'],
    ['less than nothing', ({ id }) => ({ variantId: id, price: usd(-5) }), 'INVALID', 'amount'],
    ['too much', ({ id }) => ({ variantId: id, price: usd(1_000_000_001) }), 'INVALID', 'amount'],
    [
      'another currency',
      ({ id }) => ({ variantId: id, price: { amount: 5, currency: 'EUR' } }),
      'WRONG_CURRENCY',
      'currency',
    ],
    [
      'a compare-at price in another currency',
      ({ id }) => ({ variantId: id, price: usd(5), compareAtPrice: { amount: 9, currency: 'EUR' } }),
      'WRONG_CURRENCY',
      'currency',
    ],
    [
      'a compare-at price that is not above the price',
      ({ id }) => ({ variantId: id, price: usd(5), compareAtPrice: usd(5) }),
      'INVALID',
      'amount',
    ],
    [
      'a channel that is none',
      ({ id }) => ({ variantId: id, channel: 'On Line', price: usd(5) }),
      'INVALID',
      'channel',
    ],
  ])('refuses %s, and changes nothing of the other lines', async (_, line, code, field) => {
    const good = variant();
    const { prices, userErrors } = await set([{ variantId: good.id, price: usd(700) }, line(variant())]);
    expect(prices).toBeNull();
    expect(userErrors[0]?.code).toBe(code);
    expect(userErrors[0]?.field.slice(0, 3)).toEqual(['input', 'lines', '1']);
    expect(userErrors[0]?.field.at(-1)).toBe(field);
    expect(await cost(good.id)).toBeNull();
  });

  it('refuses no line, 1,001 lines, one price named twice, and a key that cannot be kept', async () => {
    const { id } = variant();
    const line = { variantId: id, price: usd(1) };
    const many = Array.from({ length: 1_001 }, () => line);
    expect((await set([])).userErrors[0]).toMatchObject({ code: 'REQUIRED', field: ['input', 'lines'] });
    expect((await set(many)).userErrors[0]).toMatchObject({ code: 'TOO_MANY', field: ['input', 'lines'] });
    expect((await set([line, { ...line, price: usd(2) }])).userErrors[0]).toMatchObject({
      code: 'INVALID',
      field: ['input', 'lines', '1', 'variantId'],
    });
    for (const idempotencyKey of ['', 'a\u0000', 'k'.repeat(101)])
      expect((await set([line], { idempotencyKey })).userErrors[0]).toMatchObject({
        code: 'INVALID',
        field: ['input', 'idempotencyKey'],
      });
    expect(await cost(id)).toBeNull();
  });

  it('does once what is sent again under one key, also at the same time, and refuses another input', async () => {
    const { id } = variant();
    const idempotencyKey = newId();
    const lines = [{ variantId: id, price: usd(321) }];
    const answers = await Promise.all(Array.from({ length: 5 }, () => set(lines, { idempotencyKey })));
    await set([{ variantId: id, price: usd(400) }]);
    answers.push(await set(lines, { idempotencyKey }));
    for (const { prices } of answers) expect(prices?.[0]?.price.amount).toBe(321);
    expect(await cost(id)).toBe(400);
    expect(await pricing.told(id)).toHaveLength(2);
    const reused = await set([{ variantId: id, price: usd(1) }], { idempotencyKey });
    expect(reused.userErrors[0]?.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('lets calls on the same variants, named in any order, all succeed, and numbers the changes without a gap', async () => {
    const made = Array.from({ length: 20 }, () => variant());
    await Promise.all(
      Array.from({ length: 10 }, (_, turn) =>
        set(
          (turn % 2 ? made : made.toReversed()).map(({ id }) => ({ variantId: id, price: usd(100 + turn) })),
        ),
      ),
    );
    for (const { id } of made) {
      const told = await pricing.told(id);
      expect(told.map(({ version }) => version)).toEqual(Array.from({ length: 10 }, (_, i) => i + 1));
      expect(told.at(-1)?.amountMinor).toBe(await cost(id));
    }
  });

  it('is for those who may', async () => {
    const code = (kind: 'UNAUTHENTICATED' | 'FORBIDDEN') => ({ extensions: { code: kind } });
    await expect(setPrices(pricing, shopper, [])).rejects.toMatchObject(code('UNAUTHENTICATED'));
    const reader = callerOf('staff', store, { scopes: ['pricing:read'] });
    await expect(setPrices(pricing, reader, [])).rejects.toMatchObject(code('FORBIDDEN'));
  });

  it('changes nothing while the catalog is away and a variant is not known yet', async () => {
    const { id } = variant();
    pricing.catalog.down = true;
    await expect(set([{ variantId: id, price: usd(1) }])).rejects.toThrow('catalog');
    pricing.catalog.down = false;
    expect(await cost(id)).toBeNull();
  });

  it('takes as many statements for 2 lines as for 500', async () => {
    const count = async (size: number) => {
      const made = Array.from({ length: size }, () => variant());
      const at = (amount: number) => made.map(({ id }) => ({ variantId: id, price: usd(amount) }));
      // The directory has learnt them before the statements are counted.
      await set(at(100));
      return pricing.statements(() => set(at(200)));
    };
    expect(await count(500)).toBe(await count(2));
  });
});

describe('the prices of a page', () => {
  const PAGE = `query ($v: [_Any!]!, $p: [_Any!]!) {
    variants: _entities(representations: $v) { ... on ProductVariant {
      online: price { price { amount } } pos: price(channel: "pos") { price { amount } } marketPrice { trend } priceHistory { date } } }
    products: _entities(representations: $p) { ... on Product { priceFrom { amount } pos: priceFrom(channel: "pos") { amount } } } }`;

  it('take one statement each for 2 and for 50 variants, whatever the channels', async () => {
    const count = async (size: number) => {
      const made = Array.from({ length: size }, () => variant());
      await set(made.map(({ id }) => ({ variantId: id, price: usd(100) })));
      return pricing.statements(() =>
        pricing.ask(shopper, PAGE, {
          v: made.map(({ id }) => ({ __typename: 'ProductVariant', id })),
          p: made.map(({ productId }) => ({ __typename: 'Product', id: productId })),
        }),
      );
    };
    expect(await count(2)).toBe(4);
    expect(await count(50)).toBe(4);
  });

  it('say the lowest price of a product’s variants that are sold', async () => {
    const product = { id: newId() };
    const [a, b, c] = [variant({ product }), variant({ product }), variant({ product })];
    const gone = variant({ product: { ...product, status: 'ARCHIVED' } });
    await set([
      { variantId: a.id, price: usd(900) },
      { variantId: b.id, price: usd(700) },
      { variantId: b.id, channel: 'online', price: usd(950) },
      { variantId: c.id, price: usd(920) },
      { variantId: gone.id, price: usd(1) },
    ]);
    const { products } = await pricing.ask<{ products: unknown[] }>(shopper, PAGE, {
      v: [],
      p: [product.id, newId(), 'nonsense'].map((id) => ({ __typename: 'Product', id })),
    });
    expect(products).toEqual([
      { priceFrom: { amount: 900 }, pos: { amount: 700 } },
      { priceFrom: null, pos: null },
      null,
    ]);
  });

  it('refuse a channel that cannot be one', async () => {
    const { id } = variant();
    await expect(cost(id, 'a\u0000b')).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  it('are none where they were set in the money of before', async () => {
    const { id, productId } = variant();
    await set([{ variantId: id, price: usd(100) }]);
    const euros = callerOf('anonymous', { ...store, currency: 'EUR' });
    const page = { v: [], p: [{ __typename: 'Product', id: productId }] };
    expect(await priceOf(pricing, euros, id)).toBeNull();
    expect(await pricing.ask(euros, PAGE, page)).toMatchObject({ products: [{ priceFrom: null }] });
  });
});
